# The texts of the interface in English, and for every language that lacks one.
# A site replaces single texts in a translations/en.ftl of its own.

language-name = English

## Every page
skip-to-content = Skip to content
notice = Important about this site
main-menu = Main menu
menu = Menu
home = Home
breadcrumbs = You are here
about-site = About this site
built-with = Built with Lykta.
feed-all = News feed (Atom)
no-version = not here
close = Close
on-this-page = On this page
toc-title = Contents

## Pages that Lykta makes itself
topics-title = Topics
audiences-title = Audiences
a-z-title = Contents A–Z
a-z-lead = Every page of this site in alphabetical order.
letters = Letters
search-title = Search
not-found-title = Page not found
not-found-lead = The address may have changed, or the page may have been removed. Begin again from the start page.
to-start = To the start page
moved = This page has moved
moved-link = Go to the page’s new address

## Search
search-label = Search support and knowledge
search-hint = Type a place, an age, a word or the name of a service.
search-private = The search runs on your own device. What you type is sent nowhere and is not kept.
search-button = Search
search-count = Results: { $count }
search-none = No results for “{ $query }”.
search-loading = Searching …
search-failed = The search cannot be used right now. The rest of the site works as usual.
search-corrected = Showing results for “{ $query }”.
search-missing = Not on this site: { $words }.
search-retry = Try again
search-instead = Search for “{ $query }” instead
search-lacks = Not on this page: { $words }
search-fewer = These give results:
search-suggestions = Suggestions
search-more = Show more results
search-filter = Narrow the results
search-clear = Show all results
search-more-values = Show more choices
search-kind = Kind
search-ways = Look instead in
search-without-script = The search field needs JavaScript. Without it you find everything in

## The start page
featured = Do you need advice in your own work?
show-all = Show all
more-ways = More ways in
pages = { $count ->
    [one] page
   *[other] pages
}

## Articles
published = Published
updated = Changed
reviewed-by = Facts reviewed by { $reviewer }
not-reviewed = Facts not reviewed
review-by = To be reviewed by
sources-title = Sources
not-consulted = not read
related = Read also
backlinks = Pages that link here
used-on = The word is used on
pager = Previous and next
previous = Previous
next = Next
about-page = About this page

## Facts
according-to = according to
inferred = concluded, not stated outright
unknown-value = the source does not say
at-a-glance = At a glance
all-facts = All facts
contact = Contact
call = Call { $number }
no-contact = The source gives no contact details
no-contact-route = As a professional you can ask here instead:
never-assured = nobody has confirmed the facts
history = Changed or disputed
history-caption = What the sources say, and what holds
claim = Claim
source = Source
state = State
state-current = current
state-superseded = superseded
state-disputed = disputed
banner-defunct = This service has ended
banner-inactive = This service takes nobody at present
banner-temporarily-closed = This service is temporarily closed
banner-history = The facts remain as history. Do not refer anyone here.
for-buyers = For people who buy sexual services, not for the person who is exploited.
for-unwanted-sexuality = For people with unwanted sexuality, not for the person who is exploited.

## Organizations, words, sources
services-of = Services
parts = Parts of the organization
general-meaning = general meaning
definition = Definition
see-also = See also
source-type = Type
publisher = Publisher
author = Author
source-date = Date
consulted = Read
consulted-yes = Yes, this site builds on the document.
consulted-no = No. A source names the document, but no fact is taken from it.
named-in = Named in
note = Note
used-by = Pages that build on this source
consulted-sources = Sources that were read
unread-sources = Named in the sources, not read

## Body text
md-footnotes = Notes
md-footnote = Note { $n }
md-footnote-back = Back to the text, reference { $n }
md-note = Good to know
md-tip = Tip
md-important = Important
md-warning = Keep in mind
md-caution = Warning
md-external-link = external site
md-task-done = Done
md-task-open = To do
md-table = Table { $n }

## Kinds of pages
kind-article = Article
kind-service = Support service
kind-organization = Organization
kind-source = Source
kind-term = Word
kind-section = Section
kind-articles = Knowledge
kind-services = Support
kind-organizations = Organizations
kind-sources = Sources
kind-terms = Words
kind-sections = Sections

## Fields
fact-status = Status
fact-organization = Organization
fact-alternate-name = Other names
fact-phones = Telephone
fact-email = E-mail
fact-url = Website
fact-channels = Ways of contact
fact-schedules = Opening hours
fact-place = Place
fact-locality = Area
fact-service-areas = Receives people from
fact-addresses = Address
fact-languages = Languages
fact-interpretation = Interpreter
fact-cost = Cost
fact-age = Age
fact-minimum-age = Youngest age
fact-maximum-age = Oldest age
fact-age-policy = Age limits
fact-target-groups = Groups
fact-audience-role = Meant for
fact-offers = Offers
fact-anonymous = Anonymous
fact-way-in = Way in
fact-session-limit = Number of sessions
fact-accessibility = Accessibility
fact-alert = At present
fact-assured-date = Confirmed
fact-organization-type = Type of organization
fact-parent-organization = Part of
fact-expansion = Stands for

## Words in fields
status-active = active
status-inactive = inactive
status-defunct = ended
status-temporarily-closed = temporarily closed
status-unknown = unknown whether the service still exists
answer-yes = yes
answer-no = no
answer-unknown = unknown
channel-phone = telephone
channel-email = e-mail
channel-chat = chat
channel-visit = visit
channel-post = post
channel-web = web
channel-outreach = outreach
age-from = from { $min } years
age-to = up to { $max } years
age-range = { $min }–{ $max } years
age-none = no age limits
age-policy-range = has an age limit
age-policy-none = no age limits
age-policy-unknown = unknown
target-group-children = children
target-group-young-people = young people
target-group-adults = adults
target-group-girls = girls
target-group-boys = boys
target-group-women = women
target-group-men = men
target-group-trans-people = trans people
target-group-hbtqi = LGBTQI people
target-group-everyone = everyone
audience-role-exposed = people who are exploited
audience-role-relatives = relatives
audience-role-professionals = professionals
audience-role-buyers = people who buy
audience-role-unwanted-sexuality = people with unwanted sexuality
offer-counselling = counselling
offer-support = support
offer-advice = advice
offer-consultation = consultation for professionals
offer-treatment = treatment
offer-psychotherapy = psychotherapy
offer-trauma-treatment = trauma treatment
offer-long-term-contact = long-term contact
offer-referral = referral onward
offer-outreach = outreach
offer-training = training
offer-information = information
offer-coordination = coordination
way-in-self = people can come by themselves
way-in-referral = referral
way-in-professional = through a professional
session-limit-none = no limit
sessions = { $count ->
    [one] at most { $count } session
   *[other] at most { $count } sessions
}
schedule-always = day and night
address-confidential = protected address
area-national = the whole country
organization-type-authority = government agency
organization-type-municipality = municipality
organization-type-region = region
organization-type-county-board = county administrative board
organization-type-ngo = non-profit organization
organization-type-university = university
organization-type-network = network
organization-type-media = newspaper or other medium
organization-type-unknown = unknown
source-type-web-page = web page
source-type-newspaper-article = newspaper article
source-type-report = report
source-type-inquiry = inquiry
source-type-training = training
source-type-study = study
source-type-consultation-response = consultation response

## What other programs read
vcard = Save as a contact (vCard)
export-no-description = The sources do not say
export-status-unknown = { $status }. { $source }.
import-source-note = Read from a file. Write who published the facts, and when.

## Dates
date-approximate = about { $date }
date-uncertain = probably { $date }
date-unknown = undated
date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
day-mon = Monday
day-tue = Tuesday
day-wed = Wednesday
day-thu = Thursday
day-fri = Friday
day-sat = Saturday
day-sun = Sunday
