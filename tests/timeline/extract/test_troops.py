"""Statements of troop numbers: whose, how many, where, from where, and how certain."""

from __future__ import annotations

import json
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.extract.troops import TroopStatement, find_troops

# text, then one line for every statement: words | actor number place origin status
FOUND: list[tuple[str, ...]] = [
    (
        "The president was saved by Uganda, which flew in 1,500 soldiers.",
        "1,500 soldiers | UGA 1500 - - moving",
    ),
    (
        "Lebanon's south is patrolled by 10,000 peacekeepers.",
        "10,000 peacekeepers | - 10000 LBN - stationed",
    ),
    (
        "Washington trimmed its force in Afghanistan from 8,600 to 4,500.",
        "4,500 | USA 4500 AFG - stationed",
    ),
    (
        "Poland's president asked for 5,000 more American soldiers.",
        "5,000 more American soldiers | USA 5000 POL - planned",
    ),
    (
        "Some 900 British soldiers serve with the battle group at Tapa, Estonia.",
        "900 British soldiers | GBR 900 EST - stationed",
    ),
    (
        "Niger ordered 1,500 French troops to leave.",
        "1,500 French troops | FRA 1500 - NER withdrawn",
    ),
    (
        "Washington sent home 700 of its soldiers from Djibouti.",
        "700 of its soldiers | USA 700 - DJI withdrawn",
    ),
    (
        "Congo says up to 4,000 Rwandan soldiers are fighting on its soil.",
        "4,000 Rwandan soldiers | RWA 4000 COD - claimed",
    ),
    (
        "British troops in Germany fell from 20,000 in 2010 to 185 in 2020.",
        "185 | GBR 185 DEU - stationed",
    ),
    (
        "Nearly 3,000 Kenyans served in Somalia with the African Union force.",
        "3,000 Kenyans | KEN 3000 SOM - stationed",
    ),
    (
        "Turkey, home to 3.6 million Syrians, stations 18,000 soldiers across northern Syria.",
        "18,000 soldiers | TUR 18000 SYR - stationed",
    ),
    (
        "Ethiopian troops, said to number 10,000, hold Baidoa.",
        "10,000 | ETH 10000 SOM - claimed",
    ),
    (
        "From bases in Qatar, 10,000 American troops watch the Gulf.",
        "10,000 American troops | USA 10000 QAT - stationed",
    ),
    (
        "Iraqi forces numbering 120,000 invaded Kuwait.",
        "120,000 | IRQ 120000 KWT - moving",
    ),
    (
        "The Wehrmacht had 400,000 men in Norway at the end of the war.",
        "400,000 men | DEU 400000 NOR - stationed",
    ),
    (
        "Venezuela has moved 6,000 soldiers to the border with Guyana, satellite pictures suggest.",
        "6,000 soldiers | VEN 6000 GUY - claimed",
    ),
    (
        "In January, Germany sent 500 soldiers to Niger.",
        "500 soldiers | DEU 500 NER - moving",
    ),
    (
        "Brazil, which commanded the UN mission in Haiti, provided 1,200 troops.",
        "1,200 troops | BRA 1200 HTI - stationed",
    ),
    (
        "A defence ministry spokesman in Warsaw said on Monday that 10,000 soldiers would be "
        "posted along the frontier with Belarus.",
        "10,000 soldiers | POL 10000 BLR - planned",
    ),
    (
        "As many as 40,000 US service members are spread across the Middle East.",
        "40,000 US service members | USA 40000 - - stationed",
    ),
    (
        "The Biden administration ordered about 2,700 more troops to Germany.",
        "2,700 more troops | USA 2700 DEU - moving",
    ),
    (
        "Russia used to keep 20,000 soldiers in Armenia, officers recalled.",
        "20,000 soldiers | RUS 20000 ARM - stationed",
    ),
    (
        "In Syria, where Turkey has 10,000 soldiers, a truce is holding.",
        "10,000 soldiers | TUR 10000 SYR - stationed",
    ),
    (
        "Ethiopia has begun pulling its 4,000 troops out of Somalia.",
        "4,000 troops | ETH 4000 - SOM withdrawn",
    ),
    (
        "The European Union agreed on a rapid-reaction force of 5,000 troops.",
        "5,000 troops | - 5000 - - planned",
    ),
    (
        "Manila and Washington will hold their largest drill, with 16,000 soldiers taking "
        "part in the Philippines.",
        "16,000 soldiers | - 16000 PHL - planned",
    ),
    (
        "Rwanda has between 6,000 and 7,000 soldiers on Congolese soil, a UN panel said.",
        "6,000 and 7,000 soldiers | RWA 6000-7000 COD - claimed",
    ),
    (
        "North Korea could send another 3,000 soldiers to Russia by March.",
        "3,000 soldiers | PRK 3000 RUS - planned",
    ),
    (
        "Since the coup, France has moved 400 of its soldiers from Niger to Chad.",
        "400 of its soldiers | FRA 400 TCD NER moving",
    ),
    (
        "American commanders want to keep 2,500 troops in Iraq.",
        "2,500 troops | USA 2500 IRQ - planned",
    ),
    (
        "Six hundred British soldiers are based at Sennelager in Germany.",
        "Six hundred British soldiers | GBR 600 DEU - stationed",
    ),
    (
        "Colombia's president sent 3,000 soldiers to the border region after 80 people were "
        "killed.",
        "3,000 soldiers | COL 3000 - - moving",
    ),
    (
        "The Czech government wants to send up to 80 soldiers to Slovakia.",
        "80 soldiers | CZE 80 SVK - planned",
    ),
    (
        "The alliance has put 300,000 troops on high alert.",
        "300,000 troops | - 300000 - - stationed",
    ),
    (
        "Jordan hosts nearly 3,000 American troops.",
        "3,000 American troops | USA 3000 JOR - stationed",
    ),
    (
        "Bahrain is home to the US Fifth Fleet and 9,000 American personnel.",
        "9,000 American personnel | USA 9000 BHR - stationed",
    ),
    (
        "Washington is weighing a plan to pull 10,000 troops from Eastern Europe.",
        "10,000 troops | USA 10000 - - planned",
    ),
    (
        "The Ukrainian army, 880,000 strong, holds a front of 1,000 kilometres.",
        "880,000 strong | UKR 880000 - - stationed",
    ),
    (
        "Around 150 US Marines landed in Darwin on Tuesday.",
        "150 US Marines | USA 150 AUS - moving",
    ),
    (
        "Poland plans to have an army of 300,000 soldiers by 2035.",
        "300,000 soldiers | POL 300000 - - planned",
    ),
    (
        "The number of US troops in Afghanistan peaked at 100,000 in 2011.",
        "100,000 | USA 100000 AFG - stationed",
    ),
    (
        "The number of US troops in Afghanistan fell from 14,000 to 8,600.",
        "8,600 | USA 8600 AFG - stationed",
    ),
    (
        "Sudan's paramilitary Rapid Support Forces have 100,000 fighters.",
        "100,000 fighters | SDN 100000 - - stationed",
    ),
    (
        "Thousands of people fled as 2,000 Turkish-backed rebels entered Syria.",
        "2,000 Turkish-backed rebels | - 2000 SYR - moving",
    ),
    (
        "Trump ordered 1,500 active-duty troops to the border with Mexico.",
        "1,500 active-duty troops | USA 1500 MEX - moving",
    ),
    (
        "The governor sent 500 National Guard soldiers to the capital.",
        "500 National Guard soldiers | - 500 - - moving",
    ),
    (
        "With 84,000 troops in Europe, the United States remains the largest power there.",
        "84,000 troops | USA 84000 - - stationed",
    ),
    (
        "Ukraine's spy chief put the number of North Korean troops in Russia at 11,000.",
        "11,000 | PRK 11000 RUS - claimed",
    ),
    (
        "1,200 soldiers from Guatemala and El Salvador have landed in Haiti.",
        "1,200 soldiers | - 1200 HTI - moving",
    ),
    (
        "Serbia raised the alert for 5,000 soldiers sent to the border with Kosovo.",
        "5,000 soldiers | SRB 5000 XKX - moving",
    ),
    (
        "About 1,000 French troops are in Chad, 350 in Senegal, 600 in Ivory Coast and 400 in "
        "Gabon.",
        "1,000 French troops | FRA 1000 TCD - stationed",
        "350 | FRA 350 SEN - stationed",
        "600 | FRA 600 CIV - stationed",
        "400 | FRA 400 GAB - stationed",
    ),
    (
        "Guatemala sent 150 military police to Haiti.",
        "150 military police | GTM 150 HTI - moving",
    ),
    (
        "There are now 3,400 US-made vehicles and 600 US soldiers at the depot in Poland.",
        "600 US soldiers | USA 600 POL - stationed",
    ),
    (
        "Beijing says that it has only 400 soldiers in Djibouti.",
        "400 soldiers | CHN 400 DJI - claimed",
    ),
    (
        "Hungary's parliament voted to send 200 soldiers to Chad.",
        "200 soldiers | HUN 200 TCD - planned",
    ),
    (
        "The drill in South Korea involves 19,000 South Korean soldiers.",
        "19,000 South Korean soldiers | KOR 19000 KOR - stationed",
    ),
    (
        "Four hundred Turkish soldiers are deployed in Azerbaijan.",
        "Four hundred Turkish soldiers | TUR 400 AZE - stationed",
    ),
    (
        "Putin said Russia had 617,000 soldiers in Ukraine.",
        "617,000 soldiers | RUS 617000 UKR - claimed",
    ),
    (
        "Seoul's spy agency believes that Pyongyang has shipped another 1,000 troops to Russia.",
        "1,000 troops | PRK 1000 RUS - claimed",
    ),
    (
        "Uzbekistan has the largest army in the region: 48,000 soldiers.",
        "48,000 soldiers | UZB 48000 - - stationed",
    ),
    (
        "The United Arab Emirates withdrew 5,000 soldiers from Yemen in 2019.",
        "5,000 soldiers | ARE 5000 - YEM withdrawn",
    ),
    (
        "The UN peacekeeping force in Cyprus has 800 soldiers, 250 of them British.",
        "800 soldiers | - 800 CYP - stationed",
        "250 | GBR 250 CYP - stationed",
    ),
    (
        "Every year 2,500 Marines rotate through Darwin in Australia.",
        "2,500 Marines | - 2500 AUS - moving",
    ),
    (
        "Finland's conscript army can call on 280,000 soldiers within weeks.",
        "280,000 soldiers | FIN 280000 - - stationed",
    ),
    (
        "Nigeria flew 400 troops to Chad after raids on fishing villages there.",
        "400 troops | NGA 400 TCD - moving",
    ),
    (
        "The Kremlin insists that no more than 1,000 Russian instructors work in the Central "
        "African Republic.",
        "1,000 Russian instructors | RUS 1000 CAF - claimed",
    ),
    (
        "For the first time since 1945 a German brigade, 5,000 men and women, will live "
        "abroad, in Lithuania.",
        "5,000 men and women | DEU 5000 LTU - planned",
    ),
    (
        "Australian commandos, about 200 in all, landed in East Timor.",
        "200 | AUS 200 TLS - moving",
    ),
    (
        "The Irish contingent of 340 soldiers stayed in its bunkers in Lebanon during the "
        "shelling.",
        "340 soldiers | IRL 340 LBN - stationed",
    ),
    (
        "Tbilisi says Moscow has 7,000 soldiers in Abkhazia and South Ossetia in Georgia.",
        "7,000 soldiers | RUS 7000 GEO - claimed",
    ),
    (
        "Greece moved 1,500 border guards and 500 soldiers to the frontier with Turkey.",
        "500 soldiers | GRC 500 TUR - moving",
    ),
    (
        "At sea, a fleet of 60 ships and 15,000 sailors from China shadowed the carrier.",
        "15,000 sailors | CHN 15000 - - stationed",
    ),
    (
        "Washington is sending 100 soldiers to Israel to run a missile battery.",
        "100 soldiers | USA 100 ISR - moving",
    ),
    (
        "The UN says that 3.6 million people have fled and that 6,000 peacekeepers are "
        "trapped in Goma.",
        "6,000 peacekeepers | - 6000 COD - claimed",
    ),
    (
        "South Africa deployed 2,900 troops to the Democratic Republic of Congo; Malawi sent "
        "2,100 and Tanzania 1,500.",
        "2,900 troops | ZAF 2900 COD - moving",
        "2,100 | MWI 2100 COD - moving",
        "1,500 | TZA 1500 COD - moving",
    ),
    (
        "There were once 250,000 American soldiers in West Germany.",
        "250,000 American soldiers | USA 250000 DEU - stationed",
    ),
    (
        "Lukashenko offered 2,000 soldiers to patrol the border.",
        "2,000 soldiers | BLR 2000 - - planned",
    ),
    (
        "Iraqi officials say 2,000 Iranian-backed militiamen have crossed into Syria.",
        "2,000 Iranian-backed militiamen | - 2000 SYR - claimed",
    ),
    (
        "Ukraine has put 10,000 troops into Russia's Kursk region.",
        "10,000 troops | UKR 10000 RUS - moving",
    ),
    (
        "Vietnam sent 63 engineers and 120 soldiers to South Sudan.",
        "120 soldiers | VNM 120 SSD - moving",
    ),
    (
        "American aid to Israel amounts to $3.8 billion; troops there number about 100.",
        "100 | USA 100 ISR - stationed",
    ),
    (
        "The US base in Niger cost $110 million and housed 600 airmen.",
        "600 airmen | USA 600 NER - stationed",
    ),
    (
        "North Korea has 70 percent of its 1.28 million soldiers near the line.",
        "1.28 million soldiers | PRK 1280000 - - stationed",
    ),
    (
        "In 2015, Russia flew 36 jets and 1,700 specialists to Syria.",
        "1,700 specialists | RUS 1700 SYR - moving",
    ),
    (
        "Zambia, with 16,000 soldiers, has one of the smaller armies of the region.",
        "16,000 soldiers | ZMB 16000 - - stationed",
    ),
    (
        "The British Army of the Rhine once had 80,000 men in Germany.",
        "80,000 men | GBR 80000 DEU - stationed",
    ),
    (
        "The ceasefire lets Lebanon place 10,000 soldiers south of the river.",
        "10,000 soldiers | LBN 10000 - - planned",
    ),
    (
        "Israel must withdraw its 3,000 soldiers from Lebanon within 60 days.",
        "3,000 soldiers | ISR 3000 - LBN planned",
    ),
    (
        "Spain's defence minister visited the 1,700 Spanish troops in Latvia.",
        "1,700 Spanish troops | ESP 1700 LVA - stationed",
    ),
    (
        "The exercise brings 90,000 NATO soldiers to Germany and Poland.",
        "90,000 NATO soldiers | - 90000 DEU - moving",
    ),
    (
        "Pakistan has about 3,800 peacekeepers under the UN flag.",
        "3,800 peacekeepers | PAK 3800 - - stationed",
    ),
    (
        "Trump floated sending 5,000 soldiers to Mexico to fight cartels.",
        "5,000 soldiers | USA 5000 MEX - planned",
    ),
    (
        "An American brigade of 4,000 soldiers, drawn from the 101st Airborne Division, is in "
        "Romania.",
        "4,000 soldiers | USA 4000 ROU - stationed",
    ),
    (
        "Around 60 US trainers are in Taiwan.",
        "60 US trainers | USA 60 TWN - stationed",
    ),
    (
        "By 2030 the Bundeswehr wants 203,000 soldiers.",
        "203,000 soldiers | DEU 203000 - - planned",
    ),
    (
        "The regime has between 40,000 and 45,000 men under arms, and 3,000 more soldiers in "
        "Libya.",
        "40,000 and 45,000 men | - 40000-45000 - - stationed",
        "3,000 more soldiers | - 3000 LBY - stationed",
    ),
    (
        "In Korea the American battles began when 2,000 PVA soldiers entered North Korea.",
        "2,000 PVA soldiers | - 2000 PRK - moving",
    ),
    (
        "Tokyo and Canberra will each send 500 soldiers to Fiji.",
        "500 soldiers | - 500 FJI - planned",
    ),
    (
        "Iraq wants the 2,500 American soldiers to leave the country.",
        "2,500 American soldiers | USA 2500 - IRQ planned",
    ),
    (
        "Canada's 1,400 soldiers in Latvia will be joined by 800 more.",
        "1,400 soldiers | CAN 1400 LVA - stationed",
        "800 | CAN 800 LVA - planned",
    ),
    (
        "The Pentagon said it would send an additional 1,200 troops to the southern border.",
        "1,200 troops | USA 1200 - - planned",
    ),
    (
        "Australia has about 2,000 troops deployed overseas.",
        "2,000 troops | AUS 2000 - - stationed",
    ),
    (
        "Some 4,500 NATO peacekeepers remain in Kosovo.",
        "4,500 NATO peacekeepers | - 4500 XKX - stationed",
    ),
    (
        "South Korea's intelligence agency reported that 1,500 North Korean special forces "
        "soldiers had been shipped to Vladivostok.",
        "1,500 North Korean special forces soldiers | PRK 1500 RUS - claimed",
    ),
    (
        "The United States maintains a force of roughly 13,500 troops in Kuwait.",
        "13,500 troops | USA 13500 KWT - stationed",
    ),
    (
        "NATO plans to increase its high-readiness forces to 300,000.",
        "300,000 | - 300000 - - planned",
    ),
    (
        "Moscow is estimated to have 190,000 troops around Ukraine.",
        "190,000 troops | RUS 190000 UKR - claimed",
    ),
    (
        "President Macron announced that France would withdraw its 1,500 troops from Niger by "
        "the end of the year.",
        "1,500 troops | FRA 1500 - NER planned",
    ),
    (
        "The last 2,500 U.S. troops left Afghanistan in August 2021.",
        "2,500 U.S. troops | USA 2500 - AFG withdrawn",
    ),
    (
        "India moved 50,000 additional troops to its border with China.",
        "50,000 additional troops | IND 50000 CHN - moving",
    ),
    (
        "Britain deployed 3,000 soldiers to the Falkland Islands in 1982.",
        "3,000 soldiers | GBR 3000 FLK - moving",
    ),
    (
        "The Wagner Group has about 1,000 fighters in Mali.",
        "1,000 fighters | - 1000 MLI - stationed",
    ),
    (
        "About 200 Cuban advisers work with the army in Venezuela.",
        "200 Cuban advisers | CUB 200 VEN - stationed",
    ),
    (
        "An advance party of 30 Dutch soldiers has already reached Lithuania.",
        "30 Dutch soldiers | NLD 30 LTU - moving",
    ),
    (
        "Twelve thousand North Korean troops, including 500 officers, are in Russia, "
        "Washington estimates.",
        "Twelve thousand North Korean troops | PRK 12000 RUS - claimed",
        "500 officers | PRK 500 RUS - claimed",
    ),
    (
        "The Biden administration pulled 1,000 troops from Niger and sent them to Chad.",
        "1,000 troops | USA 1000 TCD NER moving",
    ),
    (
        "Canberra has quietly increased its contingent from 300 to 500 soldiers in Iraq.",
        "500 soldiers | AUS 500 IRQ - stationed",
    ),
    (
        "The strength of the UN mission in Lebanon stands at 10,000 troops.",
        "10,000 troops | - 10000 LBN - stationed",
    ),
    (
        "Kenya's president promised 600 more soldiers for Haiti.",
        "600 more soldiers | KEN 600 HTI - planned",
    ),
    (
        "Beijing sent 8,000 PLA troops to Djibouti, Indian media said.",
        "8,000 PLA troops | CHN 8000 DJI - claimed",
    ),
    (
        "In the Korean War, some 21,000 Turkish soldiers served in South Korea.",
        "21,000 Turkish soldiers | TUR 21000 KOR - stationed",
    ),
    (
        "A company of 120 Estonian infantrymen flew to Britain to train recruits.",
        "120 Estonian infantrymen | EST 120 GBR - moving",
    ),
    (
        "Romania hosts 5,000 allied troops, of whom 1,200 are French.",
        "5,000 allied troops | - 5000 ROU - stationed",
        "1,200 | FRA 1200 ROU - stationed",
    ),
    (
        "Some 300 Marines are stationed in Norway.",
        "300 Marines | - 300 NOR - stationed",
    ),
    (
        "Up to 2,000 Wagner mercenaries were said to be in Belarus.",
        "2,000 Wagner mercenaries | - 2000 BLR - claimed",
    ),
    (
        "Taiwan has 170,000 active-duty soldiers and 1.6 million reservists.",
        "170,000 active-duty soldiers | TWN 170000 - - stationed",
        "1.6 million reservists | TWN 1600000 - - stationed",
    ),
    (
        "Turkey's parliament extended the mandate of its 2,000 troops in Libya.",
        "2,000 troops | TUR 2000 LBY - stationed",
    ),
    (
        "Russia began withdrawing 10,000 troops from the border area.",
        "10,000 troops | RUS 10000 - - withdrawn",
    ),
    (
        "More than 3,500 Japanese and American troops are drilling in Japan.",
        "3,500 Japanese and American troops | - 3500 JPN - stationed",
    ),
    (
        "Georgia once had 2,000 soldiers in Iraq, the third largest contingent after those of "
        "the United States and Britain.",
        "2,000 soldiers | GEO 2000 IRQ - stationed",
    ),
    (
        "Poland hosts 10,000 US soldiers; Romania hosts 3,000.",
        "10,000 US soldiers | USA 10000 POL - stationed",
        "3,000 | USA 3000 ROU - stationed",
    ),
    (
        "Pyongyang has dispatched around 11,000 soldiers to help Moscow in Kursk.",
        "11,000 soldiers | PRK 11000 RUS - moving",
    ),
    (
        "Estonia relies on allies. Britain keeps 900 soldiers there all year.",
        "900 soldiers | GBR 900 EST - stationed",
    ),
    (
        "Washington and Baghdad agreed that the 2,500 US troops still in Iraq would leave by 2026.",
        "2,500 US troops | USA 2500 - IRQ planned",
    ),
    (
        "Berlin's cabinet approved sending 180 soldiers to Bosnia.",
        "180 soldiers | DEU 180 BIH - planned",
    ),
    (
        "Ukrainian officials put Russia's grouping in Kursk at 50,000 troops.",
        "50,000 troops | RUS 50000 RUS - claimed",
    ),
    (
        "1,000 French troops were withdrawn from Chad in January 2025.",
        "1,000 French troops | FRA 1000 - TCD withdrawn",
    ),
    (
        "A contingent of 70 Jamaican soldiers is expected in Haiti in autumn.",
        "70 Jamaican soldiers | JAM 70 HTI - planned",
    ),
    (
        "Tehran keeps up to 2,000 Revolutionary Guards in Syria.",
        "2,000 Revolutionary Guards | IRN 2000 SYR - stationed",
    ),
    (
        "French forces in Mali, 2,400 strong, were led from Gao.",
        "2,400 strong | FRA 2400 MLI - stationed",
    ),
    (
        "Moldova wants Russia to remove its 1,500 soldiers from Transnistria in Moldova.",
        "1,500 soldiers | RUS 1500 - MDA planned",
    ),
    (
        "Poland now has 216,000 soldiers, more than Britain or Germany.",
        "216,000 soldiers | POL 216000 - - stationed",
    ),
    (
        "The US has 28,500 troops stationed in South Korea and 54,000 in Japan, while 9,700 "
        "are on Guam.",
        "28,500 troops | USA 28500 KOR - stationed",
        "54,000 | USA 54000 JPN - stationed",
        "9,700 | USA 9700 GUM - stationed",
    ),
    (
        "From Syria, Moscow flew 400 soldiers to Libya.",
        "400 soldiers | RUS 400 LBY SYR moving",
    ),
    (
        "Troop numbers in Estonia doubled to 2,000.",
        "2,000 | - 2000 EST - stationed",
    ),
    (
        "The Netherlands sent a battalion, some 750 marines, to Romania.",
        "750 marines | NLD 750 ROU - moving",
    ),
    (
        "Spain withdrew its 1,300 soldiers from Iraq in 2004.",
        "1,300 soldiers | ESP 1300 - IRQ withdrawn",
    ),
    (
        "It was the largest airlift since 1948: 23,000 paratroopers were dropped over Germany.",
        "23,000 paratroopers | - 23000 DEU - moving",
    ),
    (
        "Thailand and Cambodia each moved thousands of soldiers to the border.",
        "thousands of soldiers | - 2000-9000 - - moving",
    ),
    (
        "Pyongyang may send 20,000 to 30,000 more troops to Russia, Kyiv warns.",
        "20,000 to 30,000 more troops | PRK 20000-30000 RUS - planned",
    ),
    (
        "Nine thousand Ethiopian troops are based in Somalia under a bilateral deal.",
        "Nine thousand Ethiopian troops | ETH 9000 SOM - stationed",
    ),
    (
        "US forces Korea counts 28,500 personnel.",
        "28,500 personnel | USA 28500 - - stationed",
    ),
    (
        "A Russian regiment of 2,000 men holds the town in eastern Ukraine.",
        "2,000 men | RUS 2000 UKR - stationed",
    ),
    (
        "Some 7,500 Colombian troops were rushed to the border with Venezuela after gunmen "
        "killed 80 people and displaced 50,000.",
        "7,500 Colombian troops | COL 7500 VEN - moving",
    ),
    (
        "Egypt's president told visitors that 10,000 Egyptian troops would be in Somalia by "
        "spring.",
        "10,000 Egyptian troops | EGY 10000 SOM - planned",
    ),
    (
        "The Kremlin denies that 12,000 North Korean soldiers are on Russian soil.",
        "12,000 North Korean soldiers | PRK 12000 RUS - claimed",
    ),
    (
        "France cut its force in Ivory Coast from 900 to 600 soldiers.",
        "600 soldiers | FRA 600 CIV - stationed",
    ),
    (
        "The base at Diego Garcia houses 400 American sailors.",
        "400 American sailors | USA 400 IOT - stationed",
    ),
    (
        "Vice president Vance said the United States would keep 1,000 soldiers in Syria.",
        "1,000 soldiers | USA 1000 SYR - planned",
    ),
    (
        "In 1991, the Soviet army still had 338,000 troops in Germany.",
        "338,000 troops | - 338000 DEU - stationed",
    ),
    (
        "Two hundred Bulgarian soldiers patrol the streets of Pristina.",
        "Two hundred Bulgarian soldiers | BGR 200 XKX - stationed",
    ),
    (
        "Ten European nations would contribute 30,000 soldiers to a force in Ukraine.",
        "30,000 soldiers | - 30000 UKR - planned",
    ),
    (
        "India's army put down the riots with 10,000 soldiers in Manipur.",
        "10,000 soldiers | IND 10000 IND - stationed",
    ),
]

MISSED: list[tuple[str, ...]] = [  # what the rules cannot do yet
    (
        "Mozambique asked for help, and Rwanda sent 2,500 soldiers.",
        "2,500 soldiers | RWA 2500 MOZ - moving",  # where to is only implied
    ),
    (
        "Moscow has some 47,000 troops in Crimea, up from 12,500 before 2014.",
        "47,000 troops | RUS 47000 UKR - stationed",
        "12,500 | RUS 12500 UKR - stationed",  # a level of the past
    ),
    (
        "Belarus accused Ukraine of massing 120,000 soldiers on its border.",
        "120,000 soldiers | UKR 120000 BLR - claimed",  # "its" is the accuser's
    ),
    (
        "In Ankara, the minister said that 3,000 commandos had crossed into Syria.",
        "3,000 commandos | TUR 3000 SYR - claimed",  # the minister is Turkish
    ),
    ("Some 170,000 soldiers who once served in Iraq get a pension.",),  # they are no force now
    ("Last year 22,000 Ukrainian soldiers were trained in Britain.",),  # they passed through
    ("A Danish frigate with 150 sailors on board sailed to the Red Sea.",),  # a crew
]

NO_TROOPS = [
    "Some 400 soldiers defected from Syria to Jordan.",
    "A survey of 2,000 soldiers in Germany found low morale.",
    "After the earthquake Greece flew 100 rescuers and 20 firemen to Turkey as soldiers watched.",
    "The EU mission trained 70,000 Ukrainian soldiers in Poland and Germany.",
    (
        "Seoul, home to 9.4 million people, is 50 kilometers from North Korea's artillery and "
        "soldiers."
    ),
    "Russia lost 100 tanks, 20 guns and 1,600 men in one day.",
    "Ukraine's General Staff claims Russia has lost over 700,000 troops.",
    "Sixty countries and 3,000 delegates met as soldiers guarded the hall in Davos.",
    "The stadium in Seoul held 60,000 ticket holders and a band of marines.",
    "Over 5,000 Russian soldiers have been captured by Ukraine since August.",
    "Moscow has suffered 1,200 losses a day among its troops.",
    "The soldiers walked 40 miles to reach Poland.",
    "The 1st Armored Division has 300 tanks.",
    "The army paid 25,000 dollars to each of its soldiers in Korea.",
    "On the 75th anniversary of the landing, 300 veterans and soldiers gathered in Normandy.",
    "One-third of all US troops in Europe are in Germany.",
    "General Smith, 58, led US troops in Iraq for 15 months.",
    "US officials counted 28 attacks on American soldiers in Iraq.",
    "About 1,500 North Korean labourers work in Russia beside soldiers.",
    "Vietnam cost the United States 58,220 dead; at its peak the force there was 543,000.",
    "The war has cost Russia 600,000 killed and wounded soldiers, NATO says.",
    "Myanmar's junta lost 4,000 soldiers in Rakhine.",
    "In all, 28 countries sent help.",
    "The army has 20,000 vacancies for soldiers.",
    "A 12,000-tonne ship brought soldiers to Syria.",
    "Soldiers aged 18 to 25 make up half of the army of Russia.",
    "Ukraine lowered the draft age for soldiers from 27 to 25.",
    "Italy will not send 500 troops to Niger.",
    "A brigade of 3,000 to 5,000 men is what Berlin has in mind for Lithuania.",
    "Rebels said they had seized 200 soldiers.",
    "The town of 9,000 people has more soldiers than shops.",
    "Russia promised 2,000 dollars to each of the 30,000 soldiers who signed up in May.",
    "The 24,000 tons of rice went to soldiers in Korea.",
    "A suicide bomber killed 13 US service members and 170 Afghans at the airport in Kabul.",
    "Saudi-led forces lost 45 Emirati soldiers to a single missile.",
    "Seven in 10 soldiers surveyed in Poland trust their officers.",
    "A cargo plane with 65 captured Ukrainian soldiers crashed in Belgorod.",
    "Armenia says it lost 3,825 soldiers in the war with Azerbaijan.",
    "Taiwan will lengthen service for conscripts to 12 months and train 60,000 reservists a year.",
    "Russia fired 700 drones at Ukraine, which shot down 650, as soldiers watched.",
    "Kyiv trained 20,000 soldiers to use 400 drones.",
    "The upkeep of the troops costs US$1.1 billion a year.",
    "Tariffs of 25 percent would hurt the troops' suppliers.",
    "The troops are just 100 kilometers from Taiwan.",
    "Japan spends 1 percent of its output on soldiers.",
    "Each of 300 soldiers' families got a flat.",
    "In March 2024 troops entered the town.",
    "On 10 August German forces attacked.",
    "Some 4,000 former soldiers live in the district.",
    "About 300 dead soldiers were counted.",
    "The air force lost 18 fighters and 29 bombers.",
    "They reported the deaths of 139 American soldiers and 33 British soldiers.",
    "Two British soldiers are in Estonia.",
    "One in 20 soldiers is a woman.",
    "Resolution 1701 troops went home.",
    "The army bought 5,000 helmets for soldiers.",
    "The division has 30 tanks and 400 trucks for its soldiers.",
    "The party won 300,000 votes from soldiers.",
    "Police said 400 policemen guarded the soldiers.",
    "Two brigades and three battalions of soldiers stayed.",
    "A third of the soldiers went home.",
    "Poland will not send 5,000 soldiers to Ukraine.",
    "Rome has no intention of sending 300 troops to Niger.",
    "The 82nd Airborne Division and its soldiers left.",
    "",
    "troops",
    "10,000",
]


def _line(one: TroopStatement) -> str:
    number = f"{one.low:.0f}" if one.low == one.high else f"{one.low:.0f}-{one.high:.0f}"
    sides = f"{one.place or '-'} {one.origin or '-'}"
    return f"{one.text} | {one.actor or '-'} {number} {sides} {one.status}"


@pytest.mark.parametrize("case", FOUND, ids=lambda case: case[0][:60])
def test_statement_is_found_with_its_sides(case: tuple[str, ...]) -> None:
    text, *expected = case
    assert [_line(one) for one in find_troops(text)] == expected


@pytest.mark.parametrize("case", MISSED, ids=lambda case: case[0][:60])
@pytest.mark.xfail(strict=True, reason="needs more than the words around the number")
def test_statement_is_not_understood_yet(case: tuple[str, ...]) -> None:
    text, *expected = case
    assert [_line(one) for one in find_troops(text)] == expected


@pytest.mark.parametrize("text", NO_TROOPS)
def test_number_that_counts_no_troops_is_no_statement(text: str) -> None:
    assert find_troops(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cuba has 500 soldiers in Angola.", False),
        ("Cuba has about 500 soldiers in Angola.", True),
        ("Cuba has more than 500 soldiers in Angola.", True),
        ("Cuba has up to 500 soldiers in Angola.", True),
        ("Cuba has 400 to 500 soldiers in Angola.", True),
        ("Cuba has hundreds of soldiers in Angola.", True),
        ("Cuba has 500-plus soldiers in Angola.", True),
    ],
)
def test_number_is_approximate_where_the_words_say_so(text: str, expected: bool) -> None:
    (one,) = find_troops(text)
    assert one.is_approximate is expected


def test_words_of_a_statement_are_spans_of_the_text() -> None:
    text = "Much is made of it.\nThe US moved some 3,000 soldiers from Germany to Poland."
    (one,) = find_troops(text, date(2024, 12, 20))
    spans = (one.number, one.actor_span, one.place_span, one.origin_span, one.sentence)
    words = ["3,000", "US", "Poland", "Germany"]
    assert [span.text for span in spans[:4] if span] == words
    assert all(text[span.start : span.end] == span.text for span in spans if span)
    assert one.sentence.text.startswith("The US moved")
    assert one.unit == "soldiers"


def test_what_is_carried_over_is_less_sure() -> None:
    said, carried = find_troops("Mali has 900 soldiers in Chad and another 200 in Niger.")
    assert said.actor == carried.actor == "MLI"
    assert carried.confidence < said.confidence


def test_claim_is_less_sure_than_a_plain_statement() -> None:
    (plain,) = find_troops("Mali has 900 soldiers in Chad.")
    (claimed,) = find_troops("Mali reportedly has 900 soldiers in Chad.")
    assert claimed.confidence < plain.confidence


PIECES = [
    "10,000", "troops", "soldiers", "3,000–5,000", "US", "Russia's", "Moscow", "in", "to", "from",
    "of", ",", ".", ";", "\n", "Kyiv says", "will", "sent", "withdrew", "ten thousand", "a dozen",
    "advisers", "numbering", "force", "900", "Ünal", "İzmir", "🪖", "'",
]  # fmt: skip
WORDS = st.sampled_from(PIECES)


@given(st.text() | st.lists(WORDS).map(" ".join))
def test_offsets_hold_in_any_text(text: str) -> None:
    found = find_troops(text)
    assert list(found) == sorted(found, key=lambda one: one.start)
    for one in found:
        assert text[one.start : one.end] == one.text
        for span in (one.number, one.sentence, one.actor_span, one.place_span, one.origin_span):
            assert span is None or text[span.start : span.end] == span.text
        assert 0 < one.low <= one.high
        assert 0 <= one.confidence <= 1


@pytest.mark.parametrize(
    "piece",
    [
        "10,000 troops ", "1", "thousand ", "10,000 troops in Japan. ", "will 500 men of ",
        "US soldiers from Russia to Japan, ", "force of ", "A ", "Russia ", " ", "lost 5 of ",
    ],
)  # fmt: skip
def test_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    find_troops("US troops: 500 soldiers in Japan.")  # loads the names
    text = piece * (200_000 // len(piece))
    start = time.perf_counter()
    find_troops(text)
    assert time.perf_counter() - start < 5  # a fifth of a megabyte; about 0.7 s on a free machine


# --- the benchmark's sentences --------------------------------------------------------------------

SENTENCES = Path("benchmarks") / "troops" / "sentences.jsonl"


@pytest.fixture(scope="module")
def sentences(root: Path) -> list[dict[str, Any]]:
    lines = (root / SENTENCES).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_labels_of_the_benchmark_fit_its_sentences(sentences: list[dict[str, Any]]) -> None:
    for item in sentences:
        for one in item["gold"]:
            assert item["text"][one["start"] : one["end"]] == one["text"]
            assert one["low"] <= one["high"]
            assert {len(one[side]) for side in ("actor", "place", "origin")} <= {0, 3}
            assert one["status"] in {"stationed", "moving", "planned", "withdrawn", "claimed"}


def test_halves_of_the_benchmark_are_alike(sentences: list[dict[str, Any]]) -> None:
    assert len({item["text"] for item in sentences}) == len(sentences) >= 240
    for kind in {item["kind"] for item in sentences}:
        halves = Counter(item["split"] for item in sentences if item["kind"] == kind)
        assert abs(halves["dev"] - halves["test"]) <= 1


def test_third_of_the_benchmark_are_traps(sentences: list[dict[str, Any]]) -> None:
    traps = [item for item in sentences if item["trap"]]
    assert len(traps) * 3 >= len(sentences)
    assert sum(not item["gold"] for item in traps) > 100
