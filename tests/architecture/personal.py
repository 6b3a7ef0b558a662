"""The table of every column: what is personal, and what becomes of it. A new column needs a row.

Each line is a model, a fate, and columns. The fates, of which the last four are about somebody's leaving:

told    is in the file that people may take with them
tax     stays, because the law of taxes asks for it; says nothing of anybody without the columns that go
gone    goes: with its row, or the column is emptied
bare    stays, and tells nothing of anybody once the rest has gone
none    is never about a shopper

`*` stands for all columns of a model that is not ours, and never for one that leads to a person.
"""

from __future__ import annotations

from collections import defaultdict

FATES = ("tax", "gone", "bare", "none")

TABLE = """
accounts.User                told  zone currency phone channels
accounts.User                told  email name language is_active is_staff is_superuser date_joined last_login
accounts.User                gone  id email name language is_active is_staff is_superuser date_joined last_login
accounts.User                gone  zone currency phone channels password session_round groups user_permissions
accounts.User_groups         gone  *
accounts.User_user_permissions gone *
account.EmailAddress         told  email verified primary
account.EmailAddress         gone  id user email verified primary
usersessions.UserSession     told  ip user_agent created_at last_seen_at
usersessions.UserSession     gone  id user created_at ip last_seen_at session_key user_agent data
mfa.Authenticator            told  type created_at last_used_at
mfa.Authenticator            gone  id user type data created_at last_used_at
account.EmailConfirmation    gone  *
sessions.Session             none  *

messaging.Message            told  kind channel to sender language subject text state created_at sent_at
messaging.Message            told  delivery delivery_at delivery_reason
messaging.Message            gone  id key kind channel to sender language subject text html headers state
messaging.Message            gone  created_at sent_at supplier_id delivery delivery_at delivery_reason
messaging.Message            gone  beside template tried_at
messaging.DeliveryReport     none  id supplier event_id supplier_id number kind at reason received_at acted_at
messaging.OptIn              told  number address language wording page given_at ended_at ended_by
messaging.OptIn              gone  id number address language wording page given_at ended_at ended_by
messaging.Reply              told  number stops received_at
messaging.Reply              gone  id supplier event_id number stops received_at acted_at
messaging.ApprovedTemplate   none  id kind language content_sid
messaging.Wording            none  id kind language subject opening closing
# Attachments are files in the archive.
messaging.Attachment         gone  id message name content_type content

messaging.Subscription       told  address language state wording asked_at confirmed_at ended_at
messaging.Subscription       gone  id address language state wording proof asked_at confirmed_at ended_at
messaging.Newsletter         none  id title state sent_at
messaging.NewsletterWords    none  id newsletter language subject body

home.ContactMessage          told  name email topic order_number text language written_at answered
home.ContactMessage          gone  id name email topic order_number text language written_at answered

courses.LessonProgress       told  lesson position_seconds furthest_seconds done_at undone_by_hand touched_at
courses.LessonProgress       gone  id user lesson position_seconds furthest_seconds done_at undone_by_hand touched_at
courses.Course               none  id translation_key source_language level spoken subtitles access_months teachers
courses.Course               none  themes trailer minutes lesson_count live published_at trouble
courses.Lesson               none  id translation_key course module_key position kind seconds preview file live

search.Thing                 none  id kind key wanted version
search.Edition               none  language origin number words gone
search.Listing               none  id thing kind language written number version edition written_at
search.Listing               none  title summary text names subjects mentions
search.Listing               none  themes teachers level spoken place city latitude longitude
search.Listing               none  dates over prices free rating popularity published_at changes_at
search.Word                  none  id language word stem shown
search.Posting               none  id listing word weight
search.Synonyms              none  id language words
# Words alone, counted: nothing says whose they were.
search.Asked                 none  id language words times found last_at
wagtailsearchpromotions.Query none *
wagtailsearchpromotions.QueryDailyHits none *
wagtailsearchpromotions.SearchPromotion none *

shop.Order                   told  number state email name whatsapp country language currency total_amount tax_amount
events.Event                 none  id translation_key source_language live published_at trouble venue_key country
events.Event                 none  online spoken teachers themes cancellation rename_days
events.Event                 none  online spoken teachers themes cancellation letters
events.Venue                 none  id translation_key locale code name street postcode city country latitude longitude
events.Venue                 none  zone picture text by_train by_car steps toilet hearing
events.EventDate             none  id event code starts_at ends_at admission_at zone state moved_from sequence uid live
events.DateChange            none  id date kind was_from was_until starts_at ends_at admission_at give_back_until words
events.DateChange            none  was_on_sale click made_at applied_at trouble
events.DateChange            gone  author
# Which of the orders was told, and what became of its money; of whom the order's own columns say.
events.Notice                bare  id change order waiting secret state money amount currency error tries told_at
events.Notice                bare  given_back_at
events.Circular              none  id date words state click made_at
events.Circular              gone  author
events.Recipient             gone  id circular attendee told_at error
events.Reminder              bare  id order date kind days starts_at sent_at
events.TicketType            none  id event code position live title least most
events.Option                none  id event code position live title most
events.EventQuota            none  id event code position live size covers
events.Booking               told  ticket answers cancellation state booked_at cancelled_at
events.Booking               gone  id line date ticket answers cancellation state booked_at cancelled_at
events.Attendee              told  name email answers code state renamed_at cancelled_at admitted_at
events.Attendee              gone  id booking position name email answers code state renamed_at cancelled_at
events.Attendee              gone  admitted_at
events.DoorLink              none  id date secret label made_at revoked_at
events.Scan                  gone  id link attendee key outcome was_let_in at received_at
events.Question              none  id event code position live kind scope required choices only_for

shop.Order                   told  number state email name country language currency total_amount tax_amount
shop.Order                   told  is_test created_at paid_at
shop.Order                   tax   id number state country currency total_amount tax_amount is_test created_at paid_at
# A business's name and number: without them nobody could show why its invoice has no tax.
shop.Order                   told  company vat_id vat_check reverse_charge
shop.Order                   tax   company vat_id vat_check reverse_charge
shop.Order                   gone  secret cart user email name whatsapp
shop.Order                   bare  language
shop.Order                   tax   origin
shop.OrderLine               told  title detail quantity unit_amount total_amount tax_percent tax_amount choices
shop.OrderLine               tax   id order offer kind record_type record_id title detail quantity unit_amount
shop.OrderLine               tax   total_amount tax_class tax_percent tax_amount
shop.OrderLine               gone  choices from_line
shop.OrderLine               bare  belongs_to
shop.Consent                 told  code wording given_at
shop.Consent                 gone  id order code wording given_at
shop.OrderNote               told  text written_at
shop.OrderNote               gone  id order author text written_at click settles
shop.Withdrawal              told  name email declared_at
shop.Withdrawal              gone  id order click name email declared_at
shop.WithdrawnLine           told  ground why state reason decided_at
shop.WithdrawnLine           gone  id withdrawal line ground why state reason decided_at
shop.Payment                 told  state amount currency reference created_at settled_at
shop.Payment                 tax   id order attempt state amount currency session_id reference created_at settled_at
shop.Payment                 gone  page_url
shop.Payment                 bare  key request_hash expires_at
shop.LedgerEntry             told  kind amount currency reference at
shop.LedgerEntry             tax   id order kind amount currency reference at
shop.Refund                  told  amount reason state reference created_at
shop.Refund                  tax   id payment key amount lines reason state reference created_at explained_at
# Suppliers' words are kept without addresses (outbox.redaction).
shop.Refund                  bare  last_error
shop.Refund_lines            tax   id refund orderline
shop.Dispute                 told  amount currency reason state reference evidence_due_by opened_at closed_at
shop.Dispute                 tax   id payment amount currency reason state reference evidence_due_by opened_at
shop.Dispute                 tax   closed_at explained_at
shop.Payout                  none  id reference state amount currency arrives_at created_at
shop.Invoice                 told  series number kind issued_at total_amount tax_amount currency content buyer
shop.Invoice                 tax   id series number kind order refund issued_at currency total_amount tax_amount content
shop.Invoice                 gone  buyer
shop.Invoice                 bare  language
shop.InvoiceSeries           none  id name last_number
shop.SupplierEvent           gone  payload
shop.SupplierEvent           bare  id supplier event_id kind received_at processed_at note payment
shop.Fulfilment              bare  id line state attempts changed_at
shop.Fulfilment              gone  last_error
shop.Entitlement             told  starts_at ends_at revoked_at experienced_at
shop.Entitlement             gone  id line user record_type record_id starts_at ends_at revoked_at experienced_at
shop.Cart                    gone  id token_hash user currency created_at touched_at
shop.CartLine                told  quantity choices added_at removed_at
shop.CartLine                gone  belongs_to
shop.CartLine                gone  id cart offer quantity seen_amount choices held_until added_at removed_at
shop.Hold                    bare  id quota offer cart_line order_line quantity state until began_at ended_at
shop.Hold                    bare  kept_for
shop.Quota                   none  id key size taken set_aside low_at offers
shop.Waiting                 told  address quantity language state asked_at waits_since offered_at offered_until
shop.Waiting                 told  ended_at
shop.Waiting                 gone  id offer quantity address user language secret state asked_at waits_since
shop.Waiting                 gone  offered_at offered_until ended_at
shop.Reviewer                told  address language asks_declined_at
shop.Reviewer                gone  id address user language secret asks_declined_at
shop.Review                  told  stars title text name language state reason reply replied_at written_at changed_at
shop.Review                  told  decided_at
shop.Review                  gone  reviewer title text name reply reason replied_at changed_at
shop.Review                  bare  id record_type record_id stars language state helpful written_at decided_at
shop.Helpful                 told  at
shop.Helpful                 gone  id review user at
shop.ReviewReport            told  reason text reported_at settled_at
shop.ReviewReport            gone  id review user reason text reported_at settled_at
shop.Invitation              told  invited_at
shop.Invitation              gone  id reviewer record_type record_id invited_at
shop.Rating                  none  id record_type record_id count total spread version
shop.Quota_offers            none  id quota offer
shop.Permit                  told  used allowed refused asked_at
shop.Permit                  gone  id line file used allowed refused asked_at
shop.Download                told  at device country
shop.Download                gone  id permit version at device country
shop.StampedCopy             told  size sha256 created_at
shop.StampedCopy             gone  id line version file sha256 size created_at
shop.VersionNews             told  since
shop.VersionNews             gone  id line since
shop.Product                 none  id translation_key source_language live published_at trouble kind page_count minutes
shop.Product                 none  languages teachers themes parts sample stamped
shop.Variant                 none  id product code position live
shop.ProductFile             none  id product code variant position language live current
shop.FileVersion             none  id file number content note published_at
shop.Offer                   none  id key kind code record_type record_id tax_class sale_from sale_until published
shop.Offer                   none  stopped least_per_order most_per_order tax_country
shop.Offer                   none  stopped most_per_order tax_country on_top
shop.OfferPrice              none  id offer currency amount sale_amount sale_from sale_until

# Jobs know people by numbers only, and their errors are kept without addresses.
outbox.Job                   bare  id key kind payload state due lease_until lease_by attempts last_error created_at
outbox.Job                   bare  priority finished_at
outbox.Schedule              none  id name next_due last_run
# Encrypted with a key that only the client has, and deleted after a day.
api.KeptAnswer               bare  id key_hash request_hash answer lease_until expires_at
media.PrivateFile            none  id key title name file content_type size sha256 seconds created_at
media.Captions               none  id of language vtt
# People who teach stand there by what editors write of them in public, not by an account.
home.Person                  none  id translation_key locale code name role bio quote portrait
home.Theme                   none  id translation_key locale code title description hue
home.SiteFrame               none  id translation_key locale name tagline social_image navigation footer footer_lines
home.SiteFrame               none  help_page terms_page withdrawal_page privacy_page imprint_page accessibility_page
home.SiteFrame               none  company street postcode city country email phone hours register_entry vat_number
home.SiteFrame               none  bank

goods.Walk                   none  *
goods.Postcard               none  *
goods.KeptPlace              gone  *
goods.Walker                 told  name
goods.Walker                 gone  id walk order_line_id name

# Stands in the supplier's place on a developer's machine and in the demonstration; a shop that sells has none of it.
twilio_integration.SentMessage  none *
twilio_integration.Callback     none *
twilio_integration.Trouble      none *
stripe_integration.Record       none *
stripe_integration.SavedAnswer  none *
stripe_integration.Delivery     none *
stripe_integration.Fault        none *
stripe_integration.TestClock    none *

# What people who work here did is named by their account only, and goes nameless with it.
wagtailcore.Page             gone  owner locked_by
wagtailcore.Revision         gone  user
wagtailcore.WorkflowState    gone  requested_by
wagtailcore.TaskState        gone  finished_by
wagtailcore.UploadedFile     gone  uploaded_by_user
wagtailcore.Comment          gone  user resolved_by
wagtailcore.CommentReply     gone  user
wagtailcore.PageSubscription gone  user
wagtailcore.APIToken         gone  user
# Entries about a person go with the person; those about an order say its number, which stays with the order.
wagtailcore.PageLogEntry     bare  user
wagtailcore.ModelLogEntry    bare  user
wagtailcore.ModelLogEntry    gone  label data
wagtailusers.UserProfile     gone  user
wagtailadmin.EditingSession  gone  user
wagtailadmin.FormState       gone  user
wagtaildocs.Document         gone  uploaded_by_user
wagtailimages.Image          gone  uploaded_by_user
wagtail_localize.StringTranslation gone last_translated_by
wagtail_localize.SegmentOverride   gone last_translated_by
"""

# Apps of others: what is not named above is pages, pictures, rights and indexes, written by people who work here.
NOT_OURS = {
    "auth",
    "contenttypes",
    "taggit",
    "wagtail_localize",
    "wagtailadmin",
    "wagtailcore",
    "wagtaildocs",
    "wagtailembeds",
    "wagtailforms",
    "wagtailimages",
    "wagtailredirects",
    "wagtailsearch",
    "wagtailusers",
}


def decisions() -> dict[str, dict[str, set[str]]]:
    """For each model its columns, and for each column what was decided."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for line in TABLE.splitlines():
        if line and not line.startswith("#"):
            model, fate, *columns = line.split()
            for column in columns:
                found[model][column].add(fate)
    return found
