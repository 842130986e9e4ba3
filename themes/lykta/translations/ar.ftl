# نصوص الواجهة بالعربية. يستبدل الموقع نصوصًا مفردة في ملفه translations/ar.ftl.

language-name = العربية

## كل صفحة
skip-to-content = انتقل إلى المحتوى مباشرة
skip-links = روابط سريعة
notice = معلومات مهمة عن الموقع
main-menu = القائمة الرئيسية
menu = القائمة
home = الصفحة الرئيسية
breadcrumbs = أنت هنا
about-site = عن الموقع
built-with = أُنشئ هذا الموقع ببرنامج Lykta.
feed-all = موجز الأخبار (Atom)
no-version = هذه الصفحة غير متوفرة
close = إغلاق
on-this-page = في هذه الصفحة
toc-title = المحتويات

## مغادرة الصفحة بسرعة
quick-exit = غادر الصفحة بسرعة
quick-exit-keys = اضغط على مفتاح Shift ثلاث مرات لمغادرة الصفحة.
quick-exit-limits = تبقى الصفحة في سجل التصفح.
quick-exit-guide = كيف تمسح السجل
quick-exit-two = اضغط على مفتاح Shift مرتين أُخريين لمغادرة الصفحة.
quick-exit-one = اضغط على مفتاح Shift مرة أخرى لمغادرة الصفحة.
quick-exit-over = انتهى الوقت. ما زلت في الصفحة.
quick-exit-leaving = جارٍ التحميل …

## صفحات ينشئها Lykta
topics-title = المواضيع
audiences-title = الفئات المستهدفة
a-z-title = المحتوى حسب الأبجدية
a-z-lead = جميع صفحات الموقع بالترتيب الأبجدي.
letters = الحروف
search-title = البحث
not-found-title = الصفحة غير موجودة
not-found-lead = ربما تغيّر العنوان أو أُزيلت الصفحة. ابدأ من جديد من الصفحة الرئيسية.
to-start = إلى الصفحة الرئيسية
moved = انتقلت الصفحة
moved-link = اذهب إلى العنوان الجديد للصفحة

## البحث
search-label = ابحث عن الدعم والمعلومات
search-hint = اكتب مكانًا أو عمرًا أو كلمة أو اسم جهة.
search-private = يجري البحث على جهازك. ما تكتبه لا يُرسل إلى أي مكان ولا يُحفظ.
search-button = ابحث
search-count = عدد النتائج: { $count }
search-none = لا توجد نتائج عن «{ $query }».
search-loading = جارٍ البحث …
search-failed = لا يمكن استخدام البحث الآن. بقية الموقع تعمل كالمعتاد.
search-corrected = تظهر نتائج البحث عن «{ $query }».
search-missing = غير موجود في هذا الموقع: { $words }.
search-retry = حاول مرة أخرى
search-instead = ابحث بدلًا من ذلك عن «{ $query }»
search-lacks = غير موجود في هذه الصفحة: { $words }
search-fewer = هذه الكلمات تعطي نتائج:
search-suggestions = اقتراحات
search-more = أظهر المزيد من النتائج
search-filter = تضييق النتائج
search-clear = أظهر جميع النتائج
search-more-values = أظهر المزيد من الخيارات
search-kind = النوع
search-ways = ابحث بدلًا من ذلك في
search-without-script = يحتاج حقل البحث إلى JavaScript. من دونه تجد كل شيء في

## ابحث عن الدعم
finder-title = من يمكنه المساعدة؟
finder-private = ما تختاره يبقى على شاشتك. لا يُرسل شيء ولا يُحفظ شيء.
finder-role = لمن الدعم؟
finder-role-exposed = لمن يتعرض للاستغلال
finder-role-professionals = لي: استشارة في عملي
finder-role-relatives = للأقارب والمقرّبين
finder-role-buyers = لمن يشتري
finder-role-unwanted-sexuality = لمن لديه ميول جنسية غير مرغوب فيها
finder-age = العمر
finder-age-any = جميع الأعمار
finder-age-under = العمر: أقل من { $age }
finder-age-over = العمر: { $age } فما فوق
finder-place = أين يوجد الشخص؟
finder-place-any = البلد بأكمله
finder-place-whole = كل المحافظة: { $county }
finder-channel = طريقة التواصل
finder-wishes = المتطلبات
finder-anonymous = يمكن عدم ذكر الاسم
finder-open = مفتوح الآن
finder-group = الشخص
finder-group-female = فتاة أو امرأة
finder-group-male = فتى أو رجل
finder-group-trans = شخص عابر جنسيًا
finder-group-hbtqi = من مجتمع الميم
finder-way-in = كيفية الوصول إلى الدعم
finder-way-in-any = جميع الطرق
finder-reset = امسح الاختيارات
finder-answer = الجواب
finder-show = أظهر الجواب
finder-begin = اختر ما ينطبق لترى الجهات المناسبة.
finder-failed = لا يمكن عرض الأجوبة الآن. جميع الجهات موجودة في هذه الصفحة.
finder-tally = مناسب: { $fits } · قد يكون مناسبًا: { $may } · غير مناسب: { $not }
finder-fits = مناسب
finder-may = قد يكون مناسبًا
finder-not = غير مناسب
finder-not-show = أظهر الجهات والأسباب
finder-may-lead = لا شيء يدل على أنها غير مناسبة، لكن المصادر لا تذكر كل شيء. اسأل قبل أن تحيل أحدًا.
finder-fits-none = لا توجد جهة مناسبة بالتأكيد.
finder-none-active = لم تؤكد الجهات نفسها أي معلومة، والمصادر قديمة. لذلك لا يستطيع الموقع أن يقول إن أي جهة مناسبة بالتأكيد.
finder-may-none = لا توجد جهة أخرى قد تكون مناسبة.
finder-not-none = لم تُستبعد أي جهة.
finder-all = جميع الجهات
finder-details = التواصل والمعلومات
finder-take = أضف إلى الورقة
finder-take-of = أضف { $name } إلى الورقة
finder-sheet-print = اطبع ورقة الإحالة ({ $n })
finder-sheet-title = ورقة الإحالة
finder-sheet-lead = تحقق من المعلومات قبل أن تحيل أحدًا. تحت كل معلومة مصدرها وسنتها.
finder-more = أظهر { $n } أخرى
finder-could-fit = مناسبة أو قد تكون مناسبة
finder-index-title = قوائم جاهزة
finder-index-lead = الأجوبة نفسها كصفحات جاهزة. لا تحتاج إلى برامج نصية ويمكن طباعتها.
finder-index-link = قوائم جاهزة حسب المكان والعمر والدور وطريقة التواصل
finder-without-script = يمكنك هنا اختيار العمر والمكان وطريقة التواصل إذا كان متصفحك يشغّل JavaScript. من دونه تجد الأجوبة نفسها في
finder-by-region = حسب المكان
finder-by-age = حسب العمر
finder-by-role = حسب من يحتاج إلى الدعم
finder-by-channel = حسب طريقة التواصل
finder-list-title = الدعم: { $what }
finder-list-form = تجد خيارات أكثر في
finder-answer-exposed = لمن يتعرض للاستغلال
finder-answer-professionals = استشارة للعاملين في المجال
finder-answer-relatives = للأقارب والمقرّبين
finder-answer-buyers = لمن يشتري
finder-answer-unwanted-sexuality = لمن لديه ميول جنسية غير مرغوب فيها
finder-unknown = لا تذكر المصادر { $value }.
finder-and = { $first } و{ $last }
finder-or = { $first } أو { $last }
finder-why-role-unknown = لمن هي مخصصة
finder-why-about-buyers = تخص فقط من يشتري
finder-why-about-unwanted-sexuality = تخص فقط الميول الجنسية غير المرغوب فيها
finder-why-role = مخصصة لـ: { $value }
finder-why-only-for = مخصصة فقط لـ: { $value }
finder-why-group-unknown = أي الفئات تستقبل
finder-why-group = مخصصة فقط لـ: { $value }
finder-why-age-unknown = أي الأعمار تستقبل
finder-why-age-partly = تستقبل فقط: { $value }
finder-why-age-group = مخصصة لـ: { $value }؛ لا يذكر المصدر العمر
finder-why-age = تستقبل: { $value }
finder-why-not-age-group = مخصصة لـ: { $value }
finder-why-place-unknown = أين تقع أو من أي الأماكن تستقبل
finder-why-other-place = تقع في مكان آخر: { $value }؛ لا يذكر المصدر إن كانت تستقبل من هنا
finder-why-area-partly = تستقبل من: { $value }
finder-why-area-open = لا يذكر المصدر إلا { $value }؛ وليس معروفًا إن كانت تستقبل من هنا
finder-why-area = تستقبل من: { $value }
finder-why-channel-unknown = كيف يمكن التواصل معها
finder-why-channel-open = لا يذكر المصدر إلا: { $value }
finder-why-channel = طريقة التواصل: { $value }
finder-why-anonymous-unknown = هل يمكن عدم ذكر الاسم
finder-why-anonymous-disputed = هناك خلاف حول إمكانية عدم ذكر الاسم
finder-why-anonymous = يجب ذكر الاسم
finder-why-way-in-unknown = كيفية الوصول إليها
finder-why-way-in-open = لا يذكر المصدر إلا: { $value }
finder-why-way-in = كيفية الوصول: { $value }
finder-why-hours-unknown = متى تفتح
finder-why-closed = مغلقة الآن؛ تفتح: { $value }
finder-why-closed-then = مغلقة الآن؛ أوقات استثنائية: { $value }
finder-why-status-unknown = هل ما زالت موجودة
finder-why-defunct = توقفت عن العمل
finder-why-inactive = لا تستقبل أحدًا في الوقت الحالي
finder-why-temporarily-closed = مغلقة مؤقتًا
coverage-title = أين يُعرف وجود دعم، وأين لا تذكر المصادر شيئًا
coverage-lead = لكل مكان وعمر: هل تذكر المصادر جهة. الفراغ يعني أن المصادر لا تذكر شيئًا، ولا يعني أنه لا يوجد دعم.
coverage-caption = { $role }: ما تقوله المصادر عن الدعم حسب المكان والعمر
coverage-place = المكان
coverage-known = معروف
coverage-known-means = بحسب أحد المصادر تستقبل جهة هناك هذا العمر. وقد لا يُعرف إن كانت ما زالت موجودة.
coverage-unknown = غير معروف
coverage-unknown-means = توجد جهة هناك، لكن لا يذكر أي مصدر أي الأعمار تستقبل.
coverage-none-stated = لم يُذكر شيء
coverage-none-stated-means = لا تذكر المصادر أي جهة تستقبل هذا العمر.
coverage-other-counties = المحافظات الأخرى
coverage-place-not-stated = لم يُذكر المكان
coverage-more = و{ $count } غيرها
finder-url-exposed = exposed
finder-url-professionals = professionals
finder-url-relatives = relatives
finder-url-buyers = buyers
finder-url-chat = chat
finder-url-phone = phone
finder-url-email = email
finder-url-visit = visit
finder-url-web = web
finder-url-outreach = outreach
finder-url-post = post
finder-url-national = whole-country
finder-url-unwanted-sexuality = unwanted-sexuality
alternatives = إذا لم تكن هذه الجهة مناسبة
alternatives-closed = إلى أين تتوجه بدلًا من ذلك
alternatives-same = للأشخاص أنفسهم في المنطقة نفسها
alternatives-ages = للأعمار التالية: { $ages }
alternatives-none = لا تذكر المصادر غيرها.
alternatives-role-unknown = لا تذكر المصادر لمن هذه الجهة مخصصة، لذلك لا يمكن مقارنة غيرها بها.

## الصفحة الرئيسية
featured = هل تحتاج إلى استشارة في عملك؟
show-all = أظهر الكل
more-ways = طرق أخرى
pages = { $count ->
    [zero] صفحة
    [one] صفحة
    [two] صفحتان
    [few] صفحات
    [many] صفحة
   *[other] صفحة
}

## المقالات
published = نُشرت
updated = عُدّلت
reviewed-by = راجع المعلومات: { $reviewer }
not-reviewed = لم تُراجع المعلومات
review-by = تُراجع في موعد أقصاه
sources-title = المصادر
not-consulted = لم يُقرأ
related = اقرأ أيضًا
backlinks = صفحات فيها روابط إلى هذه الصفحة
used-on = الصفحات التي ترد فيها الكلمة
pager = السابق والتالي
previous = السابق
next = التالي
about-page = عن الصفحة
easy-version = اقرأ هذه الصفحة بلغة سهلة
easy-here = هذه نسخة سهلة القراءة.
easy-standard = اقرأ الصفحة العادية

## المعلومات
according-to = حسب
inferred = استنتاج لم يُذكر صراحة
unknown-value = المصدر لا يذكر ذلك
unknown-facts = لا تذكر المصادر
list-separator = { "، " }
hours-separator = { "؛ " }
at-a-glance = باختصار
all-facts = جميع المعلومات
contact = التواصل
call = اتصل: { $number }
no-contact = لا يذكر المصدر طريقة للتواصل
no-contact-route = إذا كنت تعمل في المجال يمكنك أن تسأل هنا بدلًا من ذلك:
coordinators-of = منسق المنطقة لـ { $place }:
coordinators-unknown = لا تذكر المصادر أي منسق مناطق يختص بـ { $place }. يمكنك أن تسأل أيًا منهم:
never-assured = لم يؤكد أحد المعلومات
history = ما تغيّر أو اختُلف فيه
history-caption = ما تقوله المصادر وما هو صحيح الآن
claim = المعلومة
source = المصدر
state = الحالة
state-current = صحيحة الآن
state-superseded = حلّت محلها معلومة أخرى
state-disputed = مختلف فيها
banner-defunct = توقفت هذه الجهة عن العمل
banner-inactive = لا تستقبل هذه الجهة أحدًا في الوقت الحالي
banner-temporarily-closed = هذه الجهة مغلقة مؤقتًا
banner-history = المعلومات باقية للتاريخ فقط. لا تُحل أحدًا إلى هنا.
for-buyers = لمن يشتري الخدمات الجنسية، لا لمن يتعرض للاستغلال.
for-unwanted-sexuality = لمن لديه ميول جنسية غير مرغوب فيها، لا لمن يتعرض للاستغلال.

## المنظمات والكلمات والمصادر
services-of = الخدمات
parts = أقسام المنظمة
general-meaning = المعنى العام
definition = التعريف
see-also = انظر أيضًا
source-type = النوع
publisher = الناشر
author = المؤلف
source-date = التاريخ
consulted = هل قُرئ
consulted-yes = نعم، يعتمد الموقع على هذه الوثيقة.
consulted-no = لا. الوثيقة مذكورة في أحد المصادر، لكن لم تؤخذ منها أي معلومة.
named-in = مذكورة في
note = ملاحظة
used-by = صفحات تعتمد على هذا المصدر
consulted-sources = مصادر قُرئت
unread-sources = مذكورة في المصادر ولم تُقرأ

## نص الصفحة
md-footnotes = الحواشي
md-footnote = الحاشية { $n }
md-footnote-back = العودة إلى النص، الإشارة { $n }
md-note = من المفيد أن تعرف
md-tip = نصيحة
md-important = مهم
md-warning = انتبه
md-caution = تحذير
md-external-link = موقع خارجي
md-task-done = تم
md-task-open = لم يتم بعد
md-table = الجدول { $n }

## بيان إمكانية الوصول
statement-title = بيان إمكانية الوصول
statement-lead = توضح هذه الصفحة كيف يستوفي موقع { $site } القانون السويدي لإمكانية الوصول إلى الخدمات الرقمية العامة، وما المشكلات التي نعرفها، وكيف يمكنك إبلاغنا بغيرها.
statement-organization = الجهة المسؤولة عن الموقع
statement-service = الموقع
statement-status = ما مدى إمكانية الوصول إلى الموقع؟
statement-status-full = لا نعرف أي مشكلات في إمكانية الوصول إلى الموقع.
statement-status-partial = نعرف أن أجزاء من الموقع غير متاحة بالكامل للجميع. ترد قائمة بها أدناه.
statement-status-none = نعرف أن أجزاء كبيرة من الموقع غير متاحة للجميع. ترد قائمة بها أدناه.
statement-help = ماذا يمكنك أن تفعل إذا لم تستطع استخدام أجزاء من الموقع؟
statement-help-text = هل تحتاج إلى محتوى لا يمكنك استخدامه هنا؟ تواصل معنا وسنساعدك في الحصول عليه بطريقة أخرى.
statement-email = البريد الإلكتروني:
statement-phone = الهاتف:
statement-form = اكتب إلينا عبر استمارة
statement-response = { $count ->
    [zero] تحصل على الرد في اليوم نفسه.
    [one] تحصل على الرد خلال يوم واحد.
    [two] تحصل على الرد خلال يومين.
    [few] تحصل على الرد خلال { $count } أيام.
    [many] تحصل على الرد خلال { $count } يومًا.
   *[other] تحصل على الرد خلال { $count } يوم.
}
statement-report = أبلغ عن مشكلات في إمكانية الوصول
statement-report-text = هل وجدت مشكلة غير مذكورة في هذه الصفحة، أو ترى أننا لا نستوفي متطلبات القانون؟ أخبرنا بإحدى الطرق المذكورة أعلاه.
statement-enforcement = الإشراف
statement-enforcement-text = تشرف الوكالة السويدية للحكومة الرقمية، Digg، على تطبيق قانون إمكانية الوصول إلى الخدمات الرقمية العامة. إذا لم تكن راضيًا عن تعاملنا مع ما أبلغتنا به، يمكنك تقديم شكوى إلى Digg.
statement-complain = قدّم شكوى إلى Digg بشأن نقص إمكانية الوصول
statement-technical = معلومات تقنية عن إمكانية الوصول إلى الموقع
statement-technical-full = هذا الموقع متوافق بالكامل مع قانون إمكانية الوصول إلى الخدمات الرقمية العامة (2018:1937).
statement-technical-partial = هذا الموقع متوافق جزئيًا مع قانون إمكانية الوصول إلى الخدمات الرقمية العامة (2018:1937)، بسبب أوجه النقص الموصوفة أدناه.
statement-technical-none = هذا الموقع غير متوافق مع قانون إمكانية الوصول إلى الخدمات الرقمية العامة (2018:1937). أوجه النقص موصوفة أدناه.
statement-problems = محتوى غير متاح للجميع
statement-problems-text = المحتوى الموصوف هنا غير متاح بالكامل للجميع من جانب أو آخر.
statement-non-compliant = عدم التوافق مع متطلبات القانون
statement-non-compliant-text = هنا لا يستوفي الموقع متطلبات القانون.
statement-burden = عبء غير متناسب
statement-burden-text = نستند إلى الاستثناء الخاص بالعبء غير المتناسب وفق المادة 12 من قانون إمكانية الوصول إلى الخدمات الرقمية العامة.
statement-out-of-scope = محتوى لا يشمله القانون
statement-out-of-scope-text = هذا المحتوى مستثنى وفق المادة 9 من قانون إمكانية الوصول إلى الخدمات الرقمية العامة.
statement-why = السبب:
statement-instead = كيف تحصل على المحتوى مع ذلك:
statement-criteria = متطلبات WCAG:
statement-until = موعد الإصلاح:
statement-tested = كيف اختبرنا الموقع
statement-method-own = راجعنا الموقع بأنفسنا (تقييم ذاتي).
statement-method-external = راجعت الموقع جهة خارجية.
statement-method-by = الجهة التي راجعت الموقع: { $tester }.
statement-test-report = اقرأ تقرير المراجعة
statement-tested-on = آخر تقييم
statement-published-on = نُشر الموقع
statement-updated-on = حُدّث البيان

## أنواع الصفحات
kind-article = مقال
kind-service = جهة دعم
kind-organization = منظمة
kind-source = مصدر
kind-term = كلمة
kind-section = قسم
kind-articles = المعلومات
kind-services = الدعم
kind-organizations = المنظمات
kind-sources = المصادر
kind-terms = الكلمات
kind-sections = الأقسام

## الحقول
fact-status = الحالة
fact-organization = المنظمة
fact-alternate-name = أسماء أخرى
fact-phones = الهاتف
fact-email = البريد الإلكتروني
fact-url = الموقع الإلكتروني
fact-channels = طرق التواصل
fact-schedules = أوقات العمل
fact-schedule-exceptions = أوقات عمل استثنائية
fact-place = المكان
fact-locality = المنطقة
fact-service-areas = تستقبل من
fact-addresses = العنوان
fact-languages = اللغات
fact-interpretation = الترجمة الفورية
fact-cost = التكلفة
fact-age = العمر
fact-minimum-age = أدنى عمر
fact-maximum-age = أقصى عمر
fact-age-policy = حدود العمر
fact-target-groups = الفئات
fact-audience-role = مخصصة لـ
fact-offers = ما تقدمه
fact-anonymous = عدم ذكر الاسم
fact-way-in = كيفية الوصول إلى الدعم
fact-session-limit = عدد الجلسات
fact-accessibility = إمكانية الوصول
fact-alert = في الوقت الحالي
fact-assured-date = تاريخ التأكيد
fact-organization-type = نوع المنظمة
fact-parent-organization = جزء من
fact-expansion = معنى الاختصار

## كلمات الحقول
status-active = تعمل
status-inactive = لا تعمل حاليًا
status-defunct = توقفت عن العمل
status-temporarily-closed = مغلقة مؤقتًا
status-unknown = ليس معروفًا إن كانت ما زالت موجودة
answer-yes = نعم
answer-no = لا
answer-unknown = غير معروف
channel-phone = الهاتف
channel-email = البريد الإلكتروني
channel-chat = الدردشة
channel-visit = الزيارة
channel-post = البريد
channel-web = الإنترنت
channel-outreach = العمل الميداني
age-from = من عمر { $min } فما فوق
age-to = حتى عمر { $max }
age-range = من عمر { $min } إلى { $max }
age-none = لا حدود للعمر
age-policy-range = لها حد للعمر
age-policy-none = لا حدود للعمر
age-policy-unknown = غير معروف
target-group-children = الأطفال
target-group-young-people = الشباب
target-group-adults = البالغون
target-group-girls = الفتيات
target-group-boys = الفتيان
target-group-women = النساء
target-group-men = الرجال
target-group-trans-people = العابرون جنسيًا
target-group-hbtqi = مجتمع الميم
target-group-everyone = الجميع
audience-role-exposed = من يتعرض للاستغلال
audience-role-relatives = الأقارب والمقرّبون
audience-role-professionals = العاملون في المجال
audience-role-buyers = من يشتري
audience-role-unwanted-sexuality = من لديه ميول جنسية غير مرغوب فيها
offer-counselling = محادثات داعمة
offer-support = الدعم
offer-advice = المشورة
offer-consultation = استشارات للعاملين في المجال
offer-treatment = العلاج
offer-psychotherapy = العلاج النفسي
offer-trauma-treatment = علاج الصدمات النفسية
offer-long-term-contact = تواصل طويل الأمد
offer-referral = الإحالة إلى جهات أخرى
offer-outreach = العمل الميداني
offer-training = التدريب
offer-information = المعلومات
offer-coordination = التنسيق
way-in-self = يمكن التوجه إليها مباشرة
way-in-referral = بإحالة
way-in-professional = عن طريق أحد العاملين في المجال
session-limit-none = بلا حد
sessions = { $count ->
    [zero] لا جلسات
    [one] جلسة واحدة كحد أقصى
    [two] جلستان كحد أقصى
    [few] { $count } جلسات كحد أقصى
    [many] { $count } جلسة كحد أقصى
   *[other] { $count } جلسة كحد أقصى
}
schedule-always = ليلًا ونهارًا
schedule-closed = مغلق
hours-on = { $when }: { $hours }
address-confidential = عنوان سري
area-national = البلد بأكمله
organization-type-authority = هيئة حكومية
organization-type-municipality = بلدية
organization-type-region = إقليم
organization-type-county-board = مجلس إدارة المحافظة
organization-type-ngo = منظمة غير ربحية
organization-type-university = جامعة أو معهد عالٍ
organization-type-network = شبكة
organization-type-media = صحيفة أو وسيلة إعلام أخرى
organization-type-unknown = غير معروف
source-type-web-page = صفحة إنترنت
source-type-newspaper-article = مقال صحفي
source-type-report = تقرير
source-type-inquiry = تحقيق حكومي
source-type-training = تدريب
source-type-study = دراسة
source-type-consultation-response = رد على طلب إبداء الرأي

## ما تقرؤه البرامج الأخرى
vcard = احفظ كجهة اتصال (vCard)
export-no-description = المصادر لا تذكر ذلك
export-status-unknown = { $status }. { $source }.
import-source-note = قُرئت من ملف. اكتب من نشر المعلومات ومتى.

## التواريخ
date-approximate = نحو { $date }
date-uncertain = على الأرجح { $date }
date-unknown = بلا تاريخ
date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-day-month = { $day } { $month }
date-days = { $first }–{ $last }
date-span = من { $from } إلى { $to }
date-yearly = { $date } من كل عام
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
day-mon = الاثنين
day-tue = الثلاثاء
day-wed = الأربعاء
day-thu = الخميس
day-fri = الجمعة
day-sat = السبت
day-sun = الأحد
