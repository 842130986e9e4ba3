# Gränssnittets texter på svenska. En webbplats byter enstaka texter i sin egen translations/sv.ftl.

language-name = Svenska

## Varje sida
skip-to-content = Direkt till innehållet
notice = Viktigt om webbplatsen
main-menu = Huvudmeny
menu = Meny
home = Start
breadcrumbs = Du är här
about-site = Om webbplatsen
built-with = Byggd med Lykta.
feed-all = Nyheter som flöde (Atom)
no-version = saknas här
close = Stäng
on-this-page = På den här sidan
toc-title = Innehåll

## Sidor som Lykta gör själv
topics-title = Ämnen
audiences-title = Målgrupper
a-z-title = Innehåll A–Ö
a-z-lead = Alla sidor på webbplatsen i bokstavsordning.
letters = Bokstäver
search-title = Sök
not-found-title = Sidan finns inte
not-found-lead = Adressen kan ha ändrats, eller så har sidan tagits bort. Börja om från startsidan.
to-start = Till startsidan
moved = Sidan har flyttat
moved-link = Gå till sidans nya adress

## Sök
search-label = Sök stöd och kunskap
search-hint = Skriv en ort, en ålder, ett ord eller namnet på en verksamhet.
search-private = Sökningen görs på din egen enhet. Det du skriver skickas ingenstans och sparas inte.
search-button = Sök
search-count = Träffar: { $count }
search-none = Inga träffar på ”{ $query }”.
search-loading = Söker …
search-failed = Sökningen går inte att använda just nu. Resten av webbplatsen fungerar som vanligt.
search-corrected = Visar träffar för ”{ $query }”.
search-missing = Finns inte på webbplatsen: { $words }.
search-retry = Försök igen
search-instead = Sök efter ”{ $query }” i stället
search-lacks = Finns inte på sidan: { $words }
search-fewer = Det här ger träffar:
search-suggestions = Förslag
search-more = Visa fler träffar
search-filter = Begränsa träffarna
search-clear = Visa alla träffar
search-more-values = Visa fler val
search-kind = Slag
search-ways = Leta i stället i
search-without-script = Sökfältet behöver JavaScript. Utan det hittar du allt i

## Startsidan
featured = Behöver du själv råd i ditt arbete?
show-all = Visa alla
more-ways = Fler vägar in
pages = { $count ->
    [one] sida
   *[other] sidor
}

## Artiklar
published = Publicerad
updated = Ändrad
reviewed-by = Faktagranskad av { $reviewer }
not-reviewed = Inte faktagranskad
review-by = Ses över senast
sources-title = Källor
not-consulted = inte läst
related = Läs också
backlinks = Sidor som länkar hit
used-on = Ordet används på
pager = Föregående och nästa
previous = Föregående
next = Nästa
about-page = Om sidan

## Uppgifter
according-to = enligt
inferred = slutsats, sägs inte uttryckligen
unknown-value = uppgift saknas i källan
at-a-glance = I korthet
all-facts = Alla uppgifter
contact = Kontakt
call = Ring { $number }
no-contact = Källan anger ingen kontaktväg
no-contact-route = Som yrkesverksam kan du fråga här i stället:
never-assured = ingen har bekräftat uppgifterna
history = Ändrat eller omtvistat
history-caption = Vad källorna säger, och vad som gäller
claim = Uppgift
source = Källa
state = Läge
state-current = gäller
state-superseded = ersatt
state-disputed = omtvistat
banner-defunct = Verksamheten har upphört
banner-inactive = Verksamheten tar inte emot någon just nu
banner-temporarily-closed = Verksamheten har stängt tillfälligt
banner-history = Uppgifterna står kvar som historik. Hänvisa inte hit.
for-buyers = Vänder sig till den som köper sexuella tjänster, inte till den som är utsatt.
for-unwanted-sexuality = Vänder sig till den som har en oönskad sexualitet, inte till den som är utsatt.

## Organisationer, ord, källor
services-of = Verksamheter
parts = Delar av organisationen
general-meaning = allmän ordförklaring
definition = Förklaring
see-also = Se också
source-type = Typ
publisher = Utgivare
author = Författare
source-date = Datum
consulted = Läst
consulted-yes = Ja, webbplatsen bygger på dokumentet.
consulted-no = Nej. Dokumentet nämns i en källa, men ingen uppgift är hämtad ur det.
named-in = Nämns i
note = Anmärkning
used-by = Sidor som bygger på källan
consulted-sources = Lästa källor
unread-sources = Nämns i källorna, inte lästa

## Brödtext
md-footnotes = Noter
md-footnote = Not { $n }
md-footnote-back = Tillbaka till texten, hänvisning { $n }
md-note = Bra att veta
md-tip = Tips
md-important = Viktigt
md-warning = Tänk på
md-caution = Varning
md-external-link = extern webbplats
md-task-done = Klart
md-task-open = Att göra
md-table = Tabell { $n }

## Slag av sidor
kind-article = Artikel
kind-service = Stödverksamhet
kind-organization = Organisation
kind-source = Källa
kind-term = Ord
kind-section = Avdelning
kind-articles = Kunskap
kind-services = Stöd
kind-organizations = Organisationer
kind-sources = Källor
kind-terms = Ord
kind-sections = Avdelningar

## Fält
fact-status = Status
fact-organization = Organisation
fact-alternate-name = Andra namn
fact-phones = Telefon
fact-email = E-post
fact-url = Webbplats
fact-channels = Kontaktsätt
fact-schedules = Öppettider
fact-place = Plats
fact-locality = Område
fact-service-areas = Tar emot från
fact-addresses = Adress
fact-languages = Språk
fact-interpretation = Tolk
fact-cost = Kostnad
fact-age = Ålder
fact-minimum-age = Lägsta ålder
fact-maximum-age = Högsta ålder
fact-age-policy = Åldersgränser
fact-target-groups = Målgrupp
fact-audience-role = Riktar sig till
fact-offers = Erbjuder
fact-anonymous = Anonymt
fact-way-in = Väg in
fact-session-limit = Antal samtal
fact-accessibility = Tillgänglighet
fact-alert = Aktuellt
fact-assured-date = Bekräftat
fact-organization-type = Typ av organisation
fact-parent-organization = Del av
fact-expansion = Står för

## Ord i fälten
status-active = i drift
status-inactive = vilande
status-defunct = upphörd
status-temporarily-closed = stängd tillfälligt
status-unknown = okänt om verksamheten finns kvar
answer-yes = ja
answer-no = nej
answer-unknown = okänt
channel-phone = telefon
channel-email = e-post
channel-chat = chatt
channel-visit = besök
channel-post = post
channel-web = webb
channel-outreach = uppsökande
age-from = från { $min } år
age-to = till och med { $max } år
age-range = { $min }–{ $max } år
age-none = inga åldersgränser
age-policy-range = har åldersgräns
age-policy-none = inga åldersgränser
age-policy-unknown = okänt
target-group-children = barn
target-group-young-people = unga
target-group-adults = vuxna
target-group-girls = flickor
target-group-boys = pojkar
target-group-women = kvinnor
target-group-men = män
target-group-trans-people = transpersoner
target-group-hbtqi = hbtqi-personer
target-group-everyone = alla
audience-role-exposed = den som är utsatt
audience-role-relatives = närstående
audience-role-professionals = yrkesverksamma
audience-role-buyers = den som köper
audience-role-unwanted-sexuality = den som har en oönskad sexualitet
offer-counselling = samtal
offer-support = stöd
offer-advice = råd
offer-consultation = konsultation till yrkesverksamma
offer-treatment = behandling
offer-psychotherapy = psykoterapi
offer-trauma-treatment = traumabehandling
offer-long-term-contact = långvarig kontakt
offer-referral = hänvisning vidare
offer-outreach = uppsökande arbete
offer-training = utbildning
offer-information = information
offer-coordination = samordning
way-in-self = man kan söka själv
way-in-referral = remiss
way-in-professional = genom en yrkesverksam
session-limit-none = ingen gräns
sessions = { $count ->
    [one] högst { $count } samtal
   *[other] högst { $count } samtal
}
schedule-always = dygnet runt
address-confidential = skyddad adress
area-national = hela landet
organization-type-authority = statlig myndighet
organization-type-municipality = kommun
organization-type-region = region
organization-type-county-board = länsstyrelse
organization-type-ngo = ideell organisation
organization-type-university = universitet eller högskola
organization-type-network = nätverk
organization-type-media = tidning eller annat medium
organization-type-unknown = okänt
source-type-web-page = webbsida
source-type-newspaper-article = tidningsartikel
source-type-report = rapport
source-type-inquiry = utredning
source-type-training = utbildning
source-type-study = studie
source-type-consultation-response = remissvar

## Vad andra program läser
vcard = Spara som kontakt (vCard)
export-no-description = Uppgift saknas i källorna
export-status-unknown = { $status }. { $source }.
import-source-note = Inläst ur en fil. Skriv vem som har gett ut uppgifterna, och när.

## Datum
date-approximate = omkring { $date }
date-uncertain = troligen { $date }
date-unknown = odaterad
date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
month-1 = januari
month-2 = februari
month-3 = mars
month-4 = april
month-5 = maj
month-6 = juni
month-7 = juli
month-8 = augusti
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
day-mon = måndag
day-tue = tisdag
day-wed = onsdag
day-thu = torsdag
day-fri = fredag
day-sat = lördag
day-sun = söndag
