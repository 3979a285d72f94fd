# ruff: noqa: RUF001 - the letters of other scripts are meant
"""Know the names of the months, and of the days of the week, in many languages.

The words are those of dateparser (BSD-3-Clause), which has most of them from the Unicode
CLDR (Unicode licence), in lower case; those with digits and single letters are left out.
"""

from __future__ import annotations

# By language: twelve groups between semicolons, with the names of one month between bars.
MONTHS: dict[str, str] = {
    "en": (
        "january| jan; february| feb; march| mar; april| apr; may; june| jun; july| jul; "
        "august| aug; september| sept| sep; october| oct; november| nov; december| dec"
    ),
    "ru": (
        "янв| январь| января; февр| февраль| февраля| фев; мар| март| марта; апр| апрель| "
        "апреля; май| мая; июн| июнь| июня; июл| июль| июля; авг| август| августа; сент| "
        "сентябрь| сентября| сен; окт| октябрь| октября; нояб| ноябрь| ноября| ноя; дек| "
        "декабрь| декабря"
    ),
    "es": (
        "enero| ene; febrero| feb; marzo| mar; abril| abr; mayo| may; junio| jun; julio| jul; "
        "agosto| ago; septiembre| setiembre| sept| sep| set; octubre| oct; noviembre| nov; "
        "diciembre| dic"
    ),
    "fr": (
        "janvier| janv| jan; février| févr| fevrier| fév; mars| mar; avril| avr; mai; juin| "
        "jun| jui; juillet| juil| jul| juill; août| aout| aoû; septembre| sept| sep; octobre| "
        "oct; novembre| nov; décembre| déc| decembre"
    ),
    "de": (
        "januar| jan| jänner| jän; februar| feb| feber; märz| mär| mrz; april| apr; mai; "
        "juni| jun; juli| jul; august| aug; september| sept| sep; oktober| okt; november| "
        "nov; dezember| dez"
    ),
    "tr": (
        "oca| ocak; şub| şubat| şu; mar| mart; nis| nisan; may| mayıs; haz| haziran; tem| "
        "temmuz; ağu| ağustos| ağ; eyl| eylül; eki| ekim; kas| kasım; ara| aralık"
    ),
    "pt": (
        "janeiro| jan; fevereiro| fev; março| mar| marco; abril| abr; maio| mai; junho| jun; "
        "julho| jul; agosto| ago; setembro| set| septembro; outubro| out; novembro| nov; "
        "dezembro| dez"
    ),
    "fa": (
        "ژانویه| ژانویهٔ| جنوری| جنو; فوریه| فوریهٔ| فبروری; مارس| مارچ; آوریل| اپریل; مه| "
        "مهٔ| می; ژوئن| جون; ژوئیه| ژوئیهٔ| جولای| جول; اوت| آگست| اگست; سپتامبر| سپتمبر; "
        "اکتبر| اکتوبر; نوامبر| نومبر; دسامبر| دسمبر| دسم"
    ),
    "it": (
        "gennaio| gen; febbraio| feb; marzo| mar; aprile| apr; maggio| mag; giugno| giu; "
        "luglio| lug; agosto| ago; settembre| sett| set; ottobre| ott; novembre| nov; "
        "dicembre| dic"
    ),
    "nl": (
        "januari| jan; februari| feb; maart| mrt; april| apr; mei; juni| jun; juli| jul; "
        "augustus| aug; september| sept| sep; oktober| okt; november| nov; december| dec"
    ),
    "vi": (
        "tháng một; tháng hai; tháng ba; tháng tư; tháng năm; tháng sáu; tháng bảy; tháng "
        "tám; tháng chín; tháng mười; tháng mười một; tháng mười hai"
    ),
    "pl": (
        "sty| styczeń| stycznia| styczen| styczniu; lut| lutego| luty| lutym; mar| marca| "
        "marzec| marcu; kwi| kwiecień| kwietnia| kwiecien| kwietniu| kwie; maj| maja| maju; "
        "cze| czerwca| czerwiec| czerwcu; lip| lipca| lipiec| lipcu; sie| sierpień| sierpnia| "
        "sierpien| sierpniu; wrz| wrzesień| września| wrzesien| wrzesnia| wrześniu| wrzesniu; "
        "paź| październik| października| pazdziernik| pazdziernika| październiku| "
        "pazdzierniku| paz; lis| listopad| listopada| listopadzie; gru| grudnia| grudzień| "
        "grudzien| grudniu"
    ),
    "ar": (
        "يناير| جانفي| كانون الثاني; فبراير| فيفري| شباط; مارس| آذار; أبريل| أفريل| نيسان| "
        "إبريل; مايو| ماي| أيار; يونيو| يونيه| يونية| جوان| حزيران; يوليو| يوليه| يولية| "
        "جويلية| تموز| يوليوز; أغسطس| أوت| آب| غشت| أغشت; سبتمبر| أيلول| شتنبر| شتمبر; "
        "أكتوبر| تشرين الأول; نوفمبر| تشرين الثاني| نونبر; ديسمبر| كانون الأول| دجنبر| دجمبر"
    ),
    "cs": (
        "led| leden| ledna| lednu; úno| únor| února| únr| únoru; bře| březen| března| březnu; "
        "dub| duben| dubna| dubnu; kvě| květen| května| květnu; červen| června| čvn| čer| "
        "červnu; července| červenec| čvc| črc| červenci| črv; srp| srpen| srpna| srpnu; zář| "
        "září; říj| říjen| října| říjnu; lis| listopad| listopadu; pro| prosince| prosinec| "
        "prosinci"
    ),
    "id": (
        "jan| januari| djan| djanuari; feb| februari| peb| pebruari; mar| maret| mrt; apr| "
        "april; mei| mai; jun| juni| djuni; jul| juli| djuli; agu| agustus| agt; sep| "
        "september| sept; okt| oktober; nov| november| nop| nopember; des| desember"
    ),
    "uk": (
        "січ| січень| січня; лют| лютий| лютого; бер| березень| березня| берез; квіт| "
        "квітень| квітня| кві; трав| травень| травня| тра; черв| червень| червня| чер; лип| "
        "липень| липня; серп| серпень| серпня| сер; вер| вересень| вересня| верес; жовт| "
        "жовтень| жовтня| жов; лист| листопад| листопада| листоп| лис; груд| грудень| грудня| "
        "гру"
    ),
    "el": (
        "ιαν| ιανουάριος| ιανουαρίου; φεβ| φεβρουάριος| φεβρουαρίου; μάρ| μάρτιος| μαρ| "
        "μαρτίου; απρ| απρίλιος| απριλίου; μάι| μάιος| μαΐ| μαΐου; ιουν| ιουνίου| ιούν| "
        "ιούνιος; ιουλ| ιουλίου| ιούλ| ιούλιος; αυγ| αυγούστου| αύγ| αύγουστος; σεπ| "
        "σεπτέμβριος| σεπτεμβρίου; οκτ| οκτωβρίου| οκτώβριος; νοέ| νοέμβριος| νοε| νοεμβρίου; "
        "δεκ| δεκέμβριος| δεκεμβρίου"
    ),
    "he": (
        "ינואר| ינו׳| לינואר| בינואר| ינו; פברואר| פבר׳| בפברואר| לפברואר| פבר; מרץ| במרץ| "
        "למרץ| מרס| במרס| למרס| מארס| במארס| למארס; אפריל| אפר׳| באפריל| לאפריל| אפר; מאי| "
        "במאי| למאי; יוני| ביוני| ליוני| יונ; יולי| ביולי| ליולי| יול; אוגוסט| אוג׳| באוגוסט| "
        "לאוגוסט| אוג; ספטמבר| ספט׳| בספטמבר| לספטמבר| ספט; אוקטובר| אוק׳| באוקטובר| "
        "לאוקטובר| אוק; נובמבר| נוב׳| בנובמבר| לנובמבר| נוב; דצמבר| דצמ׳| בדצמבר| לדצמבר| דצמ"
    ),
    "th": (
        "มกราคม| มค| มกรา; กพ| กุมภาพันธ์| กุมภา; มีค| มีนาคม| มีนา; เมย| เมษายน| เมษา; พค| "
        "พฤษภาคม| พฤษภา; มิถุนายน| มิย| มิถุนา; กค| กรกฎาคม| กรกฏาคม| กรกฎา; สค| สิงหาคม| "
        "สิงหา; กย| กันยายน| กันยา; ตค| ตุลาคม| ตุลา; พย| พฤศจิกายน| พฤศจิ; ธค| ธันวาคม| "
        "ธันวา"
    ),
    "sv": (
        "jan| januari; feb| februari; mars; apr| april; maj; juni| jun; juli| jul; aug| "
        "augusti; sep| september| sept; okt| oktober; nov| november; dec| december"
    ),
    "ro": (
        "ian| ianuarie; feb| februarie| febr; mar| martie| mart; apr| aprilie; mai; iun| "
        "iunie; iul| iulie; aug| august; sept| septembrie| sep; oct| octombrie; noiembrie| "
        "nov| noiem; dec| decembrie"
    ),
    "hu": (
        "jan| január; febr| február| feb; márc| március| már; ápr| április; máj| május; jún| "
        "június; júl| július; aug| augusztus; szept| szeptember; okt| október; nov| november; "
        "dec| december"
    ),
    "da": (
        "jan| januar; feb| februar; mar| marts; apr| april; maj; jun| juni; jul| juli; aug| "
        "august; sep| september; okt| oktober; nov| november; dec| december"
    ),
    "fi": (
        "tammi| tammik| tammikuu| tammikuuta| tammikuussa; helmi| helmik| helmikuu| "
        "helmikuuta| helmikuussa; maalis| maalisk| maaliskuu| maaliskuuta| maaliskuussa; "
        "huhti| huhtik| huhtikuu| huhtikuuta| huhtikuussa; touko| toukok| toukokuu| "
        "toukokuuta| toukokuussa; kesä| kesäk| kesäkuu| kesäkuuta| kesäkuussa; heinä| heinäk| "
        "heinäkuu| heinäkuuta| heinäkuussa; elo| elok| elokuu| elokuuta| elokuussa; syys| "
        "syysk| syyskuu| syyskuuta| syyskuussa; loka| lokak| lokakuu| lokakuuta| lokakuussa; "
        "marras| marrask| marraskuu| marraskuuta| marraskuussa; joulu| jouluk| joulukuu| "
        "joulukuuta| joulukuussa"
    ),
    "sk": (
        "jan| január| januára; feb| február| februára; mar| marca| marec; apr| apríl| apríla; "
        "máj| mája; jún| júna; júl| júla; aug| august| augusta; sep| september| septembra; "
        "okt| október| októbra; nov| november| novembra; dec| december| decembra"
    ),
    "bg": (
        "яну| януари| ян; фев| февруари| фв; март; апр| април| ап; май; юни| юн; юли| юл; "
        "авг| август; сеп| септември| септ| септм; окт| октомври; ное| ноември; дек| декември"
    ),
    "sr": (
        "јан| јануар; феб| фебруар; мар| март; апр| април; мај; јун; јул; авг| август; сеп| "
        "септембар; окт| октобар; нов| новембар; дец| децембар"
    ),
    "nb": (
        "jan| januar; feb| februar; mar| mars; apr| april; mai; jun| juni; jul| juli; aug| "
        "august; sep| september; okt| oktober; nov| november; des| desember"
    ),
    "hr": (
        "sij| siječanj| siječnja| siječnju| siječnjem; velj| veljača| veljače| veljači| "
        "veljačom; ožu| ožujak| ožujka| ožujku| ožujkom; tra| travanj| travnja| travnju| "
        "travnjem; svi| svibanj| svibnja| svibnju| svibnjem; lip| lipanj| lipnja| lipnju| "
        "lipnjem; srp| srpanj| srpnja| srpnju| srpnjem; kol| kolovoz| kolovoza| kolovozu| "
        "kolovozom; ruj| rujan| rujna| rujnu| rujnom; lis| listopad| listopada| listopadu| "
        "listopadom; stu| studeni| studenoga| studenom| studenomu| studenome| studenog| "
        "studenim; pro| prosinac| prosinca| prosincu| prosincem"
    ),
    "lt": (
        "saus| sausio| sausis; vas| vasario| vasaris; kov| kovas| kovo; bal| balandis| "
        "balandžio; geg| gegužė| gegužės; birž| birželio| birželis; liep| liepa| liepos; "
        "rugp| rugpjūtis| rugpjūčio; rugs| rugsėjis| rugsėjo; spal| spalio| spalis; lapkr| "
        "lapkritis| lapkričio; gruod| gruodis| gruodžio"
    ),
    "sl": (
        "jan| januar; feb| februar; mar| marec; apr| april; maj; jun| junij; jul| julij; avg| "
        "avgust; sep| september; okt| oktober; nov| november; dec| december"
    ),
    "ca": (
        "gen| gener; febr| febrer; març; abr| abril; maig; juny; jul| juliol; agost; set| "
        "setembre; oct| octubre; nov| novembre; des| desembre"
    ),
    "et": (
        "jaan| jaanuar; veebr| veebruar; märts; apr| aprill; mai; juuni; juuli; aug| august; "
        "sept| september; okt| oktoober; nov| november; dets| detsember"
    ),
    "lv": (
        "janv| janvāris; febr| februāris; marts; apr| aprīlis; maijs; jūn| jūnijs; jūl| "
        "jūlijs; aug| augusts; sept| septembris; okt| oktobris; nov| novembris; dec| "
        "decembris"
    ),
    "hi": (
        "जनवरी| जन॰; फ़रवरी| फ़र॰; मार्च; अप्रैल; मई; जून; जुलाई| जुल॰; अगस्त| अग॰; सितंबर| "
        "सित॰| सितम्बर; अक्तूबर| अक्तू॰| अक्टूबर; नवंबर| नव॰| नवम्बर; दिसंबर| दिस॰| दिसम्बर"
    ),
    "bn": (
        "জানু| জানুয়ারী| জানুয়ারি; ফেব| ফেব্রুয়ারী| ফেব্রুয়ারি; মার্চ; এপ্রি| এপ্রিল; মে; "
        "জুন; জুল| জুলাই; আগ| আগস্ট; সেপ| সেপ্টেম্বর| সেপ্টেঃ; অক্টো| অক্টোবর| অক্টোঃ; নভে| "
        "নভেম্বর| নভেঃ; ডিসে| ডিসেম্বর| ডিসেঃ"
    ),
    "ur": ("جنوری; فروری; مارچ; اپریل; مئی; جون; جولائی; اگست; ستمبر; اکتوبر; نومبر; دسمبر"),
    "sw": (
        "jan| januari; feb| februari; mac| machi; apr| aprili; mei; jun| juni; jul| julai; "
        "ago| agosti; sep| septemba; okt| oktoba; nov| novemba; des| desemba"
    ),
    "te": (
        "జన| జనవరి; ఫిబ్ర| ఫిబ్రవరి; మార్చి; ఏప్రి| ఏప్రిల్; మే; జూన్; జులై; ఆగ| ఆగస్టు; "
        "సెప్టెం| సెప్టెంబర్; అక్టో| అక్టోబర్; నవం| నవంబర్; డిసెం| డిసెంబర్"
    ),
    "mr": (
        "जाने| जानेवारी; फेब्रु| फेब्रुवारी; मार्च; एप्रि| एप्रिल; मे; जून; जुलै; ऑग| ऑगस्ट; "
        "सप्टें| सप्टेंबर; ऑक्टो| ऑक्टोबर; नोव्हें| नोव्हेंबर; डिसें| डिसेंबर"
    ),
    "ta": (
        "ஜன| ஜனவரி; பிப்| பிப்ரவரி; மார்| மார்ச்; ஏப்| ஏப்ரல்; மே; ஜூன்; ஜூலை; ஆக| ஆகஸ்ட்; "
        "செப்| செப்டம்பர்; அக்| அக்டோபர்; நவ| நவம்பர்; டிச| டிசம்பர்"
    ),
    "fil": (
        "ene| enero; peb| pebrero; mar| marso; abr| abril; may| mayo; hun| hunyo; hul| hulyo; "
        "ago| agosto; set| setyembre; okt| oktubre; nob| nobyembre; dis| disyembre"
    ),
    "gu": (
        "જાન્યુ| જાન્યુઆરી; ફેબ્રુ| ફેબ્રુઆરી; માર્ચ; એપ્રિલ; મે; જૂન; જુલાઈ; ઑગસ્ટ; સપ્ટે| "
        "સપ્ટેમ્બર; ઑક્ટો| ઑક્ટોબર; નવે| નવેમ્બર; ડિસે| ડિસેમ્બર"
    ),
    "kn": (
        "ಜನ| ಜನವರಿ; ಫೆಬ್ರ| ಫೆಬ್ರವರಿ; ಮಾರ್ಚ್; ಏಪ್ರಿ| ಏಪ್ರಿಲ್; ಮೇ; ಜೂನ್; ಜುಲೈ; ಆಗ| ಆಗಸ್ಟ್; "
        "ಸೆಪ್ಟೆಂ| ಸೆಪ್ಟೆಂಬರ್; ಅಕ್ಟೋ| ಅಕ್ಟೋಬರ್; ನವೆಂ| ನವೆಂಬರ್; ಡಿಸೆಂ| ಡಿಸೆಂಬರ್"
    ),
    "ps": (
        "جنوري; فبروري| فېبروري; مارچ; اپریل; مۍ; جون; جولای; اګست; سپتمبر| سېپتمبر; اکتوبر; "
        "نومبر; دسمبر"
    ),
    "ml": (
        "ജനു| ജനുവരി; ഫെബ്രു| ഫെബ്രുവരി; മാർ| മാർച്ച്; ഏപ്രി| ഏപ്രിൽ; മേയ്; ജൂൺ; ജൂലൈ; ഓഗ| "
        "ഓഗസ്റ്റ്; സെപ്റ്റം| സെപ്റ്റംബർ; ഒക്ടോ| ഒക്ടോബർ; നവം| നവംബർ; ഡിസം| ഡിസംബർ"
    ),
    "or": ("ଜାନୁଆରୀ; ଫେବୃଆରୀ; ମାର୍ଚ୍ଚ; ଅପ୍ରେଲ; ମଇ; ଜୁନ; ଜୁଲାଇ; ଅଗଷ୍ଟ; ସେପ୍ଟେମ୍ବର; ଅକ୍ଟୋବର; ନଭେମ୍ବର; ଡିସେମ୍ବର"),
    "my": (
        "ဇန်| ဇန်နဝါရီ; ဖေ| ဖေဖော်ဝါရီ; မတ်; ဧပြီ; မေ; ဇွန်; ဇူ| ဇူလိုင်; ဩဂုတ်; စက်| "
        "စက်တင်ဘာ; အောက်| အောက်တိုဘာ; နို| နိုဝင်ဘာ; ဒီ| ဒီဇင်ဘာ"
    ),
    "pa": (
        "ਜਨ| ਜਨਵਰੀ; ਫ਼ਰ| ਫ਼ਰਵਰੀ; ਮਾਰਚ; ਅਪ੍ਰੈ| ਅਪ੍ਰੈਲ; ਮਈ; ਜੂਨ; ਜੁਲਾ| ਜੁਲਾਈ; ਅਗ| ਅਗਸਤ; ਸਤੰ| "
        "ਸਤੰਬਰ; ਅਕਤੂ| ਅਕਤੂਬਰ; ਨਵੰ| ਨਵੰਬਰ; ਦਸੰ| ਦਸੰਬਰ"
    ),
    "am": (
        "ጃን| ጃንዋሪ| ጃንዩ| ጃንዩወሪ; ፌብ| ፌብሩዋሪ| ፌብሩ| ፌብሩወሪ; ማርች; ኤፕሪ| ኤፕሪል; ሜይ; ጁን; ጁላይ; ኦገስ| ኦገስት; "
        "ሴፕቴ| ሴፕቴምበር; ኦክቶ| ኦክቶበር; ኖቬም| ኖቬምበር; ዲሴም| ዲሴምበር"
    ),
    "uz": (
        "yan| yanvar; fev| fevral; mar| mart; apr| aprel; may; iyn| iyun; iyl| iyul; avg| "
        "avgust; sen| sentabr; okt| oktabr; noy| noyabr; dek| dekabr"
    ),
    "ms": (
        "jan| januari; feb| februari; mac; apr| april; mei; jun; jul| julai; ogo| ogos; sep| "
        "september; okt| oktober; nov| november; dis| disember"
    ),
    "ne": ("जनवरी; फेब्रुअरी; मार्च; अप्रिल; मे| मई; जुन; जुलाई; अगस्ट; सेप्टेम्बर; अक्टोबर; नोभेम्बर; डिसेम्बर"),
    "as": (
        "জানু| জানুৱাৰী; ফেব্ৰু| ফেব্ৰুৱাৰী; মাৰ্চ; এপ্ৰিল; মে; জুন; জুলাই; আগ| আগষ্ট; "
        "ছেপ্তে| ছেপ্তেম্বৰ| সেপ্ট; অক্টো| অক্টোবৰ; নৱে| নৱেম্বৰ| নভে; ডিচে| ডিচেম্বৰ| ডিসে"
    ),
    "si": (
        "ජන| ජනවාරි; පෙබ| පෙබරවාරි; මාර්| මාර්තු; අප්‍රේල්; මැයි; ජූනි; ජූලි; අගෝ| අගෝස්තු; "
        "සැප්| සැප්තැම්බර්; ඔක්| ඔක්තෝබර්; නොවැ| නොවැම්බර්; දෙසැ| දෙසැම්බර්"
    ),
    "km": ("មករា; កុម្ភៈ; មីនា; មេសា; ឧសភា; មិថុនា; កក្កដា; សីហា; កញ្ញា; តុលា; វិច្ឆិកា; ធ្នូ"),
    "kk": (
        "қаң| қаңтар; ақп| ақпан; нау| наурыз; сәу| сәуір; мам| мамыр; мау| маусым; шіл| "
        "шілде; там| тамыз; қыр| қыркүйек; қаз| қазан; қар| қараша; жел| желтоқсан"
    ),
    "ckb": (
        "کانوونی دووەم; شوبات; ئازار; نیسان; ئایار; حوزەیران; تەمووز; ئاب; ئەیلوول; تشرینی "
        "یەکەم; تشرینی دووەم; کانونی یەکەم"
    ),
    "be": (
        "сту| студзень| студзеня| стд; лют| лютага| люты; сак| сакавік| сакавіка; кра| "
        "красавік| красавіка| крс; май| мая| траўня| тра; чэр| чэрвень| чэрвеня; ліп| ліпень| "
        "ліпеня; жні| жнівень| жніўня| жнівеня| жнв; вер| верасень| верасня| врс; кас| "
        "кастрычнік| кастрычніка| кст; ліс| лістапад| лістапада; сне| снежань| снежня| снж"
    ),
    "az": (
        "yan| yanvar; fev| fevral; mar| mart; apr| aprel; may; iyn| iyun| i̇yun; iyl| iyul| "
        "i̇yul; avq| avqust; sen| sentyabr; okt| oktyabr; noy| noyabr; dek| dekabr"
    ),
    "af": (
        "jan| januarie; feb| februarie; maart| mrt; apr| april; mei; jun| junie; jul| julie; "
        "aug| augustus; sep| september; okt| oktober; nov| november; des| desember"
    ),
    "sr-Latn": (
        "jan| januar; feb| februar; mar| mart; apr| april; maj; jun; jul; avg| avgust; sep| "
        "septembar| sept; okt| oktobar; nov| novembar; dec| decembar"
    ),
    "ug": (
        "يانۋار; فېۋرال; مارت; ئاپرېل; ماي; ئىيۇن; ئىيۇل; ئاۋغۇست; سېنتەبىر; ئۆكتەبىر; "
        "نويابىر; دېكابىر"
    ),
    "sq": (
        "jan| janar; shk| shkurt; mar| mars; pri| prill; maj; qer| qershor; korr| korrik| "
        "kor; gush| gusht| gsh; sht| shtator; tet| tetor; nën| nëntor; dhj| dhjetor"
    ),
    "hy": (
        "հնվ| հունվար| հունվարի; փետրվար| փետրվարի| փտվ; մարտ| մարտի| մրտ; ապր| ապրիլ| "
        "ապրիլի; մայիս| մայիսի| մյս; հնս| հունիս| հունիսի; հլս| հուլիս| հուլիսի; օգոստոս| "
        "օգոստոսի| օգս; սեպ| սեպտեմբեր| սեպտեմբերի; հոկ| հոկտեմբեր| հոկտեմբերի; նոյ| "
        "նոյեմբեր| նոյեմբերի; դեկ| դեկտեմբեր| դեկտեմբերի"
    ),
    "lo": (
        "ມກ| ມັງກອນ; ກພ| ກຸມພາ; ມນ| ມີນາ; ມສ| ເມສາ; ພພ| ພຶດສະພາ; ມິຖ| ມິຖຸນາ; ກລ| ກໍລະກົດ; "
        "ສຫ| ສິງຫາ; ກຍ| ກັນຍາ; ຕລ| ຕຸລາ; ພຈ| ພະຈິກ; ທວ| ທັນວາ"
    ),
    "ka": (
        "იან| იანვარი; თებ| თებერვალი; მარ| მარტი; აპრ| აპრილი; მაი| მაისი; ივნ| ივნისი; ივლ| "
        "ივლისი; აგვ| აგვისტო; სექ| სექტემბერი; ოქტ| ოქტომბერი; ნოე| ნოემბერი; დეკ| დეკემბერი"
    ),
    "bs": (
        "jan| januar; feb| februar; mar| mart; apr| april; maj; jun| juni; jul| juli; aug| "
        "august| avg| avgust; sep| septembar; okt| oktobar; nov| novembar; dec| decembar"
    ),
    "gl": (
        "xan| xaneiro; feb| febreiro; mar| marzo; abr| abril; maio; xuño; xul| xullo; ago| "
        "agosto; set| setembro; out| outubro; nov| novembro; dec| decembro"
    ),
    "mn": (
        "нэгдүгээр сар; хоёрдугаар сар; гуравдугаар сар; дөрөвдүгээр сар; тавдугаар сар; "
        "зургаадугаар сар| зургадугаар сар; долоодугаар сар| долдугаар сар; наймдугаар сар; "
        "есдүгээр сар; аравдугаар сар; арван нэгдүгээр сар; арван хоёрдугаар сар"
    ),
    "ky": (
        "янв| январь; фев| февраль; мар| март; апр| апрель; май; июн| июнь; июл| июль; авг| "
        "август; сен| сентябрь; окт| октябрь; ноя| ноябрь; дек| декабрь"
    ),
    "mk": (
        "јан| јануари; фев| февруари; мар| март; апр| април; мај; јун| јуни; јул| јули; авг| "
        "август; сеп| септември| септ; окт| октомври; ное| ноември| ноем; дек| декември"
    ),
    "ga": (
        "ean| eanáir; feabh| feabhra; márta; aib| aibreán; beal| bealtaine; meith| meitheamh; "
        "iúil; lún| lúnasa; meán fómhair| mfómh; deireadh fómhair| dfómh; samh| samhain; "
        "noll| nollaig"
    ),
    "eu": (
        "urt| urtarrila; ots| otsaila; mar| martxoa; api| apirila; mai| maiatza; eka| ekaina; "
        "uzt| uztaila; abu| abuztua; ira| iraila; urr| urria; aza| azaroa; abe| abendua"
    ),
    "cy": (
        "ion| ionawr; chw| chwef| chwefror; maw| mawrth; ebr| ebrill; mai; meh| mehefin; gor| "
        "gorff| gorffennaf; awst; medi; hyd| hydref; tach| tachwedd; rhag| rhagfyr"
    ),
    "mt": (
        "jan| jannar; fra| frar; mar| marzu; apr| april; mej| mejju; ġun| ġunju; lul| lulju; "
        "aww| awwissu; set| settembru; ott| ottubru; nov| novembru; diċ| diċembru"
    ),
    "lb": (
        "jan| januar; feb| februar; mäe| mäerz; abr| abrëll; mee; jun| juni; jul| juli; aug| "
        "august; sep| september; okt| oktober; nov| november; dez| dezember"
    ),
    "is": (
        "jan| janúar; feb| febrúar; mar| mars; apr| apríl; maí; jún| júní; júl| júlí; ágú| "
        "ágúst; sep| september; okt| október; nóv| nóvember; des| desember"
    ),
    "eo": (
        "jan| januaro; feb| februaro; mar| marto; apr| aprilo; maj| majo; jun| junio; jul| "
        "julio; aŭg| aŭgusto; sep| septembro; okt| oktobro; nov| novembro; dec| decembro"
    ),
}
# Of some hundred more languages, all in one.
OTHER_MONTHS = (
    "amajjii| janairu| ṣẹ́r| ṣẹ́rẹ́| shɛ́| shɛ́r| shɛ́rɛ́| jenụwarị| janoary| jannaayo| "
    "januwari| umasingana| ndira| mutarama| zanwuye| njenuarĩ| ⵉⵏⵏⴰⵢⵔ| siilo| nzero| "
    "جنؤری| janwaliyo| январ| dzove| mulgul| yennayer| žanwiye| ཟླ་བ་དང་པོ| ཟླ་བ་དང་པོ་| "
    "innayr| nyenye| okwokubanza| chanuari| جانڤیە| januarĩ| ciongo| orara| जानुवारी| "
    "zibandlela| oladalʉ́| zanvie| јанвар| יאַנ| יאַנואַר| januali| jannewaris| xineru| "
    "январы| genver| janeru| fúngatɨ| kʉfúngatɨ| тохс| тохсунньу| sanvie| ཟླ་དངཔ་| "
    "སྤྱི་ཟླ་དངཔ་| kɔndɔŋ| ǃkhanni| jannewa| ođđajagemánnu| ođđj| dimɔ́di| mbegtug| "
    "mupalangulwa| sānuali| januaari| januaarip| schan| schaner| zenâr| ndzɔ̀ŋɔ̀nùm| "
    "ianuali| ꭴꮓꮈꮤꮕ| januara| jenner| uđiv| uđđâivemáánu; guraandhala| faburairu| èrèl| "
    "èrèlè| febrụwarị| febroary| febraayo| februwari| kukadzi| gashyantare| ለካቲት| "
    "feburuye| ⴱⵕⴰⵢⵕ| colte| ruhuhuma| فرؤری| febwaliyo| феврал| dzodze| yebrayer| "
    "feewiriye| fuṛar| ཟླ་བ་གཉིས་པ| ཟླ་བ་གཉིས་པ་| bṛayṛ| fulundïgi| okwakabiri| feburari| "
    "فئڤریە| feburuarĩ| lùishi| फेब्रूवारी| nhlolanja| arát| fevriye| fevreiro| פֿעב| "
    "פֿעברואַר| febluali| febrewaris| febreru| февралы| kʉnaanɨ| naanɨ| олун| олунньу| "
    "fébirie| ཟླ་གཉིས་པ་| སྤྱི་ཟླ་གཉིས་པ་| màcɛ̂l| ǃkhanǀgôab| cokcwaklaŋne| fäbrowa| "
    "guovvamánnu| ŋgɔn| ŋgɔndɛ| mwitope| fēpueli| gearr| februaari| februaarip| favrer| "
    "fevrâr| ndzɔ̀ŋɔ̀kɨ̀zùʔ| pepeluali| februara| hornig| kuovâ| kuovâmáánu; bitooteessa| "
    "maris| ẹrẹ̀n| ẹrẹ̀nà| ɛrɛ̀n| ɛrɛ̀nà| maachị| martsa| maarso| mashi| kurume| werurwe| "
    "መጋቢት| marisi| ⵎⴰⵕⵚ| mbooy| ntwarante| مارٕچ| tedoxe| kiptaamo| marsi| meɣres| "
    "ཟླ་བ་གསུམ་པ| ཟླ་བ་གསུམ་པ་| maṛṣ| mbängü| okwakashatu| lusòlo| मार्स| mbimbitho| "
    "ɔɛnɨ́ɔɨŋɔk| מערץ| duɔ̱ɔ̱| duɔ̱ɔ̱ŋ| мартъи| мартъийы| meurzh| marsu| keenda| "
    "kʉkeenda| ཟླ་གསུམ་པ་| སྤྱི་ཟླ་གསུམ་པ་| màtùmb| ǀkhuuǁkhâb| cokcwaklii| määz| "
    "njukčamánnu| sɔŋɛ| mushende| màrt| marsip| martsi| ndzɔ̀ŋɔ̀tɨ̀dʉ̀ghà| malaki| měrc| "
    "měrca| märze| mayrnt| njuhčâ| njuhčâmáánu; afirilu| ìgbé| epreel| eprel| aprily| "
    "abriil| ephreli| kubvumbi| ayriwa| ሚያዝያ| awirili| ⵉⴱⵔⵉⵔ| seeɗto| ndamukiza| apuli| "
    "epreo| एप्री| एप्रील| апрел| afɔfĩe| iwootkuut| ibrir| awiril| yebrir| ཟླ་བ་བཞི་པ| "
    "ཟླ་བ་བཞི་པ་| ngubùe| okwakana| apiriri| آڤریل| ĩpurũ| mùuyà| एफ्रिल| mabasa| אַפּר| "
    "אַפּריל| aplili| апрелы| ebrel| ikúmi| kwiikumi| aprilyi| aburil| ཟླ་བཞི་པ་| "
    "སྤྱི་ཟླ་བཞི་པ| màtop| ǃhôaǂkhaib| aprell| cuoŋománnu| cuoŋ| diɓáɓá| munyi| apriili| "
    "apriilip| avrigl| avrîl| ndzɔ̀ŋɔ̀tǎafʉ̄ghā| apryl| apryla| abrille| averil| avrril| "
    "cuáŋui| cuáŋuimáánu; caamsa| ẹ̀bi| ẹ̀bibi| ɛ̀bi| ɛ̀bibi| chivabvu| gicurasi| "
    "gicuransi| aymuray| ግንቦት| ⵎⴰⵢⵢⵓ| duujal| rusama| maayi| mamuut| mayyu| ཟླ་བ་ལྔ་པ| "
    "ཟླ་བ་ལྔ་པ་| bêläwü| okwakataana| lumùngùlù| omaruk| nkwenkwezi| maaie| duät| майы| "
    "inyambala| kwiinyambála| ཟླ་ལྔ་པ་| སྤྱི་ཟླ་ལྔ་པ་| m̀puyɛ| ǃkhaitsâb| madǝǝuutǝbijaŋ| "
    "miessemánnu| emiasele| cèit| maaji| maajip| ndzɔ̀ŋèsèe| ꭰꮒꮝꭼꮨ| meije| boaldyn| "
    "vyesi| vyesimáánu; waxabajjii| òkúdu| chikumi| kamena| zuwɛn| ⵢⵓⵏⵢⵓ| korse| ruheshi| "
    "جوٗن| paagi| yunyu| žuweŋ| ཟླ་བ་དྲུག་པ| ཟླ་བ་དྲུག་པ་| föndo| okwamukaaga| جوٙأن| "
    "njuni| lufuimi| nhlangula| kújúɔrɔk| ијун| kornyoot| июны| mezheven| junhu| idwaata| "
    "kwiidwaata| junyi| sueŋ| ཟླ་དྲུག་པ| སྤྱི་ཟླ་དྲུག་པ| hìlòndɛ̀| gamaǀaeb| "
    "mamǝŋgwãafahbii| geassemánnu| esɔpɛsɔpɛ| mujimbi| ògmh| juunip| zercl| zercladur| "
    "ndzɔ̀ŋɔ̀nzùghò| ꮥꭽꮇᏹ| junija| bráčet| ɔsɔn| kesimáánu; adooleessa| agẹmọ| agɛmɔ| "
    "julaị| jolay| luuliyo| julayi| chikunguru| zuluye| ⵢⵓⵍⵢⵓⵣ| morso| mukakaro| جوٗلایی| "
    "جُلَے| julaayi| जुलय| siamlɔm| yulyuz| žuyye| yulyu| ཟླ་བ་བདུན་པ| ཟླ་བ་བདུན་པ་| "
    "lengua| okwamushanju| chulai| جوٙلا| njuraĩ| kabàlàshìpù| ojola| जुलाइ| ntulikazi| "
    "mórusásin| zilye| ијул| xunetu| июлы| gouere| julhu| kʉmʉʉnchɨ| mʉʉnchɨ| julyai| "
    "súuyee| ཟླ་བདུན་པ་| སྤྱི་ཟླ་བདུན་པ་| njèbà| ǂkhoesaob| mamǝŋgwãalii| suoidnemánnu| "
    "madiɓɛ́díɓɛ́| mushipepo| siulai| juulip| fanadur| ndzɔ̀ŋɔ̀dùmlo| iulai| ꭻᏸꮙꮒ| "
    "julija| heiwet| efute| syeini| syeinimáánu; hagayya| agusta| ògún| ọgọọst| "
    "aogositra| ogosto| agasti| nyamavhuvhu| kanama| auguscht| ⵖⵓⵛⵜ| nyandagaro| agusito| "
    "ogasti| ओगस्ट| deasiamime| аугуст| rooptui| ɣuct| ཟླ་བ་བརྒྱད་པ| ཟླ་བ་བརྒྱད་པ་| "
    "kükürü| okwamunaana| آگوست| lùshìkà| opedel| आगष्ट| आगस्थ| ncwabakazi| bɔ́r| "
    "ɔlɔ́ɨ́bɔ́rárɛ| augusto| אויג| אויגוסט| tho̱o̱r| agostu| августы| kʉvɨɨrɨ| vɨɨrɨ| "
    "agusti| ཟླ་བརྒྱད་པ་| སྤྱི་ཟླ་བརྒྱད་པ་| hìkaŋ| aoǁkhuumûǁkhâb| madǝmbii| oujoß| "
    "borgemánnu| diŋgindi| mupuguto| lùna| aggusti| aggustip| augustusi| avust| avost| "
    "ndzɔ̀ŋɔ̀kwîfɔ̀e| awgust| awgusta| öigšte| pisuyú| luanistyn| porge| porgemáánu; "
    "fuulbana| satumba| owewe| septambra| sebteembar| septhemba| gunyana| nzeli| መስከረም| "
    "sɛtanburu| septämber| ⵛⵓⵜⴰⵏⴱⵉⵔ| siilto| sebuttemba| सेप्टेंबर| сентябр| anyɔnyɔ| "
    "bureet| cutanbir| sektanbur| ctembeṛ| ཟླ་བ་དགུ་པ| ཟླ་བ་དགུ་པ་| mvuka| okwamwenda| "
    "سئپتامر| lutongolo| osokosokoma| सेप्थेम्बर| सेबथेज्ब़र| mpandula| kúshîn| septam| "
    "сентјабр| סעפּ| סעפּטעמבער| septimber| tɛɛr| сентябры| gwengolo| setenbru| kʉsaatʉ| "
    "saatʉ| settembar| ཟླ་དགུ་པ་| སྤྱི་ཟླ་དགུ་པ་| dìpɔ̀s| taraǀkhuumûǁkhâb| čakč| "
    "čakčamánnu| nyɛt| nyɛtɛki| munyense| sepitema| sēpitema| septembari| septembarip| "
    "septemberi| settember| setembar| ndzɔ̀ŋɔ̀tɨ̀fʉ̀ghàdzughù| kepakemapa| ꮪꮅꮝꮧ| "
    "herbštmánet| čohčâ| čohčâmáánu; onkololeessa| ọ̀wà| ọ̀wàrà| ɔ̀wà| ɔ̀wàrà| ọktoba| "
    "oktobra| oktoobar| okthoba| gumiguru| ukwakira| kantaray| ጥቅምቲ| ɔkutɔburu| ⴽⵜⵓⴱⵔ| "
    "yarkomaa| gitugutu| اکتوٗبر| okitobba| ओक्टोबर| октябр| epeeso| kṭuber| oktoobur| "
    "tubeṛ| ཟླ་བ་བཅུ་པ| ཟླ་བ་བཅུ་པ་| ktubr| ngberere| okwaikumi| okitoba| ئوکتوڤر| "
    "oktũba| lungùdi| otibar| अखथबर| mfumfu| olgísan| oktob| otubro| октјабр| אקטאבער| "
    "laath| ochobre| октябры| otubru| kwiinyi| алтынньы| ཟླ་བཅུ་པ་| སྤྱི་ཟླ་བཅུ་པ་| "
    "bìòôm| ǂnûǁnâiseb| oktohber| golggotmánnu| mayésɛ́| mokhu| dàmh| oktobari| "
    "oktobarip| oktoberi| otubar| ndzɔ̀ŋɔ̀ghǔuwelɔ̀m| ꮪꮒꮕꮧ| wímánet| roovvâd| "
    "roovvâdmáánu; sadaasa| nuwamba| bélú| novambra| noofeembar| mbudzi| ugushyingo| "
    "nowanburu| novämber| ⵏⵓⵡⴰⵏⴱⵉⵔ| jolal| munyonyo| ноябр| adeɛmekpɔxe| nwanbir| "
    "noowanbur| nunembeṛ| ཟླ་བ་བཅུ་གཅིག་པ| ཟླ་བ་བཅུ་གཅིག་པ་| nuwanbir| nabändüru| "
    "nobemba| نوڤامر| kaswèkèsè| olabor| नवेम्बर| नबेज्ब़र| lwezi| pʉshʉ́ka| shʉ́| novam| "
    "нојабр| נאוו| נאוועמבער| novimber| payares| ноябры| nuvenbru| kʉsaano| saano| "
    "сэтинньи| ཟླ་བཅུ་གཅིག་པ་| སྤྱི་ཟླ་བཅུ་གཅིག་པ་| màyɛsèp| ǀhooǂgaeb| skáb| "
    "skábmamánnu| tiníní| musongandembwe| nōvema| novembari| novembarip| novemberi| "
    "nowemapa| ꮕꮣꮥꮖ| nowember| nowembra| wintermánet| makandikɛ| skammâ| skammâmáánu; "
    "muddee| disamba| ọ̀pẹ| ọ̀pẹ̀| ɔ̀pɛ| ɔ̀pɛ̀| disemba| desambra| diseembar| zvita| "
    "ukuboza| ታሕሳስ| desanburu| ndithemba| dezämber| ⴷⵓⵊⴰⵏⴱⵉⵔ| bowte| kigarama| دَسَمبَر| "
    "डिसे| декабр| dzome| dujanbir| deesanbur| duǧembeṛ| ཟླ་བ་བཅུ་གཉིས་པ| "
    "ཟླ་བ་བཅུ་གཉིས་པ་| kakauka| دئسامر| dicemba| ciswà| दिसेज्ब़र| mpalakazi| ntʉ́| "
    "ntʉ́ŋʉ́s| desam| דעצעמבער| desimber| avientu| декабры| kerzu| dizenbru| kʉsasatʉ| "
    "sasatʉ| ахсынньы| disambar| ཟླ་བཅུ་གཉིས་པ་| སྤྱི་ཟླ་བཅུ་གཉིས་པ་| hôasoreǁkhâb| "
    "juovlamánnu| eláŋgɛ́| muhaano| tīsema| dùbh| decembari| decembarip| decemberi| "
    "dicembar| ndzɔ̀ŋèfwòo| kekemapa| ꭵꮝꭹᏹ| chrištmánet| krísimin| pilɔndɔ́| juovlâ| "
    "juovlâmáánu"
)
# Of the languages above; a day of the week tells nothing that the date does not.
WEEKDAYS = (
    "mon monday tue tuesday tues wed wednesday thu thursday fri friday sat saturday sun "
    "sunday понедельник пнд вторник втр среда срд среду четверг чтв пятница птн пятницу "
    "суббота сбт субботу воскресенье воскресение вск lun lunes martes mié miércoles jue "
    "jueves vie viernes sáb sábado dom domingo lundi mardi mer mercredi jeu jeudi ven "
    "vendredi sam samedi dim dimanche montag dienstag die mittwoch mit donnerstag don "
    "freitag fre samstag sonntag son pazartesi pzt sal salı çar çarşamba çrs per perşembe "
    "prs cum cuma cmt cumartesi pazar seg segunda ter terça qua quarta qui quinta sex "
    "sexta sab دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه lunedì martedì mercoledì "
    "gio giovedì venerdì sabato domenica maandag dinsdag woensdag donderdag vrijdag "
    "zaterdag zondag pon poniedziałek poniedzialek wtorek wto środa sroda środę srode śro "
    "sro czw czwartek piątek piatek pią pia sob sobota sobotę sobote niedz niedziela "
    "niedzielę niedziele nie الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة الجمعه السبت "
    "الأحد pondělí úterý úte středa stř středu středy čtvrtek čtv pátek pát pátku sobotu "
    "soboty neděle ned neděli senin sel selasa rab rabu kam kamis jum jumat sabtu min "
    "minggu ahad понеділок пон понед вівторок вів вівтор середа середу серед четвер чет "
    "пят субота суботу суб субот неділю неділя нед неділ δευ δευτέρα τρί τρίτη τετ "
    "τετάρτη πέμ πέμπτη παρ παρασκευή σάβ σάββατο κυρ κυριακή שני שלישי רביעי חמישי שישי "
    "שבת ראשון วันจันทร์ จันทร์ วันจันทร์ที่ วันอังคาร อังคาร วันอังคารที่ วันพุธ พุธ "
    "วันพุธที่ วันพฤหัสบดี พฤหัสบดี พฤหัส วันพฤหัสบดีที่ วันศุกร์ ศุกร์ วันศุกร์ที่ "
    "วันเสาร์ เสาร์ วันเสาร์ที่ วันอาทิตย์ อาทิตย์ วันอาทิตย์ที่ mån måndag månd tis "
    "tisdag tisd ons onsdag onsd tors torsdag torsd fredag fred lör lördag lörd sön "
    "söndag sönd luni marți mie miercuri joi vin vineri sâm sâmbătă dum duminică hétfő "
    "kedd sze szerda csütörtök péntek szo szombat vasárnap man mandag tirs tirsdag tir "
    "tor lør lørdag søn søndag maanantai maanantaina tiistai tiistaina keskiviikko "
    "keskiviikkona torstai torstaina perjantai perjantaina lauantai lauantaina sunnuntai "
    "sunnuntaina pondelok utorok streda stredu štvrtok piatok nedeľa nedeľu понеделник "
    "вто сряда сря четвъртък петък събота неделя понедељак уто уторак сре четвртак пет "
    "петак недеља ponedjeljak uto utorak sri srijeda čet četvrtak pet petak sub subota "
    "nedjelja pirmadienis antradienis trečiadienis ketvirtadienis penktadienis "
    "šeštadienis sekmadienis ponedeljek torek sre sreda četrtek petek nedelja dilluns "
    "dimarts dimecres dijous divendres dissabte diumenge esmaspäev teisipäev kolmapäev "
    "neljapäev reede laupäev pühapäev pirmd pirmdiena otrd otrdiena trešd trešdiena "
    "ceturtd ceturtdiena piektd piektdiena sestd sestdiena svētd svētdiena सोम सोमवार "
    "मंगल मंगलवार बुध बुधवार गुरु गुरुवार शुक्र शुक्रवार शनि शनिवार रवि रविवार সোম সোমবার "
    "মঙ্গল মঙ্গলবার বুধ বুধবার বৃহস্পতি বৃহস্পতিবার বৃহষ্পতিবার শুক্র শুক্রবার শনি শনিবার "
    "রবি রবিবার پیر سوموار منگل بدھ جمعرات جمعہ ہفتہ اتوار jumatatu jumanne jumatano "
    "alhamisi ijumaa jumamosi jumapili సోమ సోమవారం మంగళ మంగళవారం బుధ బుధవారం గురు "
    "గురువారం శుక్ర శుక్రవారం శని శనివారం ఆది ఆదివారం मंगळ मंगळवार திங் திங்கள் செவ் "
    "செவ்வாய் புத புதன் வியா வியாழன் வெள் வெள்ளி சனி ஞாயி ஞாயிறு miy miyerkules huw "
    "huwebes biy biyernes sabado lin linggo સોમ સોમવાર મંગળ મંગળવાર બુધ બુધવાર ગુરુ "
    "ગુરુવાર શુક્ર શુક્રવાર શનિ શનિવાર રવિ રવિવાર ಸೋಮ ಸೋಮವಾರ ಮಂಗಳ ಮಂಗಳವಾರ ಬುಧ ಬುಧವಾರ ಗುರು "
    "ಗುರುವಾರ ಶುಕ್ರ ಶುಕ್ರವಾರ ಶನಿ ಶನಿವಾರ ಭಾನು ಭಾನುವಾರ دونۍ درېنۍ څلرنۍ پينځنۍ اونۍ يونۍ "
    "തിങ്കളാഴ്ച തിങ്കൾ ചൊവ്വ ചൊവ്വാഴ്ച ബുധനാഴ്ച ബുധൻ വ്യാഴം വ്യാഴാഴ്ച വെള്ളി വെള്ളിയാഴ്ച "
    "ശനി ശനിയാഴ്ച ഞായറാഴ്ച ഞായർ ସୋମ ସୋମବାର ମଙ୍ଗଳ ମଙ୍ଗଳବାର ବୁଧ ବୁଧବାର ଗୁରୁ ଗୁରୁବାର ଶୁକ୍ର "
    "ଶୁକ୍ରବାର ଶନି ଶନିବାର ରବି ରବିବାର တနင်္လာ အင်္ဂါ ဗုဒ္ဓဟူး ကြာသပတေး သောကြာ စနေ တနင်္ဂနွေ "
    "ਸੋਮ ਸੋਮਵਾਰ ਮੰਗਲ ਮੰਗਲਵਾਰ ਬੁੱਧ ਬੁੱਧਵਾਰ ਵੀਰ ਵੀਰਵਾਰ ਸ਼ੁੱਕਰ ਸ਼ੁੱਕਰਵਾਰ ਸ਼ਨਿੱਚਰ ਸ਼ਨਿੱਚਰਵਾਰ "
    "ਐਤਵਾਰ ማክሰ ማክሰኞ ረቡዕ ሐሙስ ዓርብ ቅዳሜ እሑድ dush dushanba sesh seshanba chor chorshanba pay "
    "payshanba juma shan shanba yak yakshanba isn isnin kha khamis jumaat ahd सोमबार "
    "मङ्गल मङ्गलबार बुधबार बिहि बिहिबार शुक्रबार शनिबार आइत आइतबार সোমবাৰ মঙ্গলবাৰ বুধবাৰ "
    "বৃহ বৃহস্পতিবাৰ বৃহষ্পতি বৃহষ্পতিবাৰ শুক্ৰ শুক্ৰবাৰ শনিবাৰ দেও দেওবাৰ ৰবি සඳුදා අඟහ "
    "අඟහරුවාදා බදාදා බ්‍රහස් බ්‍රහස්පතින්දා සිකු සිකුරාදා සෙන සෙනසුරාදා ඉරිදා ចន្ទ ច័ន្ទ "
    "អង្គារ ពុធ ព្រហ ព្រហស្បតិ៍ សុក្រ សៅរ៍ អាទិត្យ дүйсенбі сейсенбі сәрсенбі бейсенбі "
    "жұма сенбі жексенбі دووشەممە سێشەممە چوارشەممە پێنجشەممە ھەینی شەممە یەکشەممە "
    "панядзелак аўторак аўт серада чацвер чцв пятніца нядзеля няд çərşənbə cümə şənbə "
    "bazar vrydag saterdag sondag ponedeljak دۈشەنبە سەيشەنبە چارشەنبە پەيشەنبە جۈمە "
    "شەنبە يەكشەنبە hën mër enj pre երկ երկուշաբթի երեքշաբթի երք չորեքշաբթի չրք հինգշաբթի "
    "հնգ ուր ուրբաթ շաբաթ շբթ կիր կիրակի ຈັນ ວັນຈັນ ວັນອັງຄານ ອັງຄານ ພຸດ ວັນພຸດ ພະຫັດ "
    "ວັນພະຫັດ ວັນສຸກ ສຸກ ວັນເສົາ ເສົາ ວັນອາທິດ ອາທິດ ორშ ორშაბათი სამ სამშაბათი ოთხ "
    "ოთხშაბათი ხუთ ხუთშაბათი პარ პარასკევი შაბ შაბათი კვი კვირა luns mér mércores xov "
    "xoves venres даваа мягмар лхагва пүрэв баасан бямба ням дүй дүйшөмбү шейш шейшемби "
    "шарш шаршемби бейш бейшемби жума ишемби ишм жек жекшемби четврток петок саб сабота "
    "недела luan máirt céad déar déardaoin aoine sath domh astelehena asteartea "
    "asteazkena osteguna ostirala larunbata igandea llun iau gwe gwen sad sul tne tli erb "
    "ħam ġim sib ħad méi méindeg dën dënschdeg mët mëttwoch donneschdeg freideg samschdeg "
    "sonndeg mán mánudagur þri þriðjudagur mið miðvikudagur fim fimmtudagur fös "
    "föstudagur lau laugardagur sunnudagur lundo mardo merkredo ĵaŭdo vendredo dimanĉo"
)
