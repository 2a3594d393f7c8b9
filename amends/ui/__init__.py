"""The look: layouts, parts, pictures. It knows no domain; pages hand it words, dates and URLs.

Everything below can be seen, in each state, on the style guide (`amends.ui.views.styleguide`).

LAYOUTS (extend one of them; each loads its own stylesheet)
    ui/base.html    blocks: title · head · body_class · body · scripts
    ui/desk.html    blocks: title · head · top · main · aside · aside_label · scripts
                    `top` is the sticky band over the page (case header); leave `aside` empty and the column goes.
    ui/portal.html  blocks: title · head · main · help · scripts
    ui/error.html   blocks: title · heading · words   (400.html 403.html 403_csrf.html 404.html 500.html use its look)
    `title` is the page's own name, « · Amends » (or the organisation on the portal) is added.

CONTEXT (all optional; what is missing is not drawn)
    base    demo (True) or demo_banner (a sentence of its own) · keys_off (True switches single keys off)
    desk    rail = [{label, url, icon, current, key, count}] · home_view · search_view (a GET page that takes `q`) ·
            search_query · new_case_view · sign_out_view (default account_logout, gets a POST) · account_name ·
            account_role · account_links = [{label, url}]          (every *_view is the NAME of a url)
    portal  organisation · portal_home_view · language_view (gets a POST of language, next) · help_phone ·
            help_email · help_hours · help_url

TAGS  {% load ui %}
    {% icon "name" %}                     beside words; alone only as {% icon "name" label="Words" %}
    {% field form.name %}                 label, help, error, widget; radios and checkboxes in a fieldset; date inputs;
                                          {% field form.name label="…" draft="case-7-reply" %}: draft = autosave key
    {% error_summary form %}              the box on top; more forms may follow. Use it with <form novalidate>.
    {% tag "ok" "Kept" %}                 ok warn bad note acc plain; third argument = another icon, "" = none
    {% promise "kept" "by 15 November" %} kept broken open released: diamond + word
    {% clock_bar 34 56 "law" label="…" %} a bar: days used, days in all, law or target; more used than all = late
    {% day d %}                           <time>Fri 8 January</time>; year said unless it is this year, or year=True
    {% moment m %}                        <time>Fri 8 January, 10:04</time> in the current time zone
    {% until d %} {% ago m %}             «in 4 days», «today», «2 days late» / «3 hours ago», «yesterday»
    {% words w %}  {{ w|words }}          a rules.words.Words (or a str) in the reader's language
    {% pagination page %}                 a Django Page; keeps the other query parameters; {% pagination page "p" %}
    {% cursor_pages older newer %}        two URLs, either may be empty
    {% picture svg table %}               figure with its own scroll box and «Show as table»; scroll=False for a strip
    {% table table %}                     pictures.parts.Table(caption, head, rows); stacks on a narrow screen
    {% notice "warn" "Heading" %}…{% endnotice %}                  ok warn bad note acc
    {% disclosure "Why this date?" kind="why" %}…{% enddisclosure %}   kind: why closed plain; open=True
    {% message "customer" who="Jo Marsh" about="portal" at=m %}…{% endmessage %}   customer us note event

PARTS (classes; plain h1-h3, p, ul, dl, table, input, select, textarea, fieldset need none)
    words     visually-hidden · muted · small · strong · num (right, tabular) · ref (reference) · lead · error · hint
    layout    stack (gap) · stack tight · row (wraps) · grow (spacer) · columns (side by side when there is room) ·
              page-head (in `top`; page-head fixed = stays while scrolling)
    buttons   btn · btn go (the one main act) · btn danger · btn quiet · btn small · link-btn      <kbd> inside is fine
    tag       tag + ok|warn|bad|note|acc|plain
    forms     field · choices (rows of radios/checkboxes) · inline-form (search, filters) · acts (row of buttons)
    boxes     card · card picked · notice · error-summary · section (aside block with h2) · login · empty
    lists     table-box > table.stacks (td data-label="…", roles as in ui/table.html) · facts (dl) · plain-list ·
              steps (ol > li.done|current|todo) · worklist > li[data-row] with three children: when · what · who
    nav       tabs (nav > a[aria-current=page]) · pages · crumbs (nav) · menu (details > div.sheet) · segments (of btn)
    thread    thread > msg (use {% message %}) · composer (form) · composer private (a note) · strip (case header)
    clocks    clock (name, date, bar) · why (details) · closed (details of a step that cannot be taken)
    customer  now (what happens next) · offer (card) · summary-list (dl: check your answers; dd.change holds the link)

DATA ATTRIBUTES (amends.js; every page works without it)
    data-row                 J / K move over these (focus goes to the first link inside)
    data-key="N" ("G M", "ctrl Enter")   the key follows the link or presses the button; listed on the `?` sheet
    data-search              the field that `/` focuses            data-copy="text"   copies and says so
    data-draft="key"         textarea kept in this browser until it is sent (key: unique per person and case)
    data-forget-drafts       on the sign-out form                  data-many   on a form that may be sent twice
    .js-only                 shown only when scripts run

ICONS  see icons.py

PICTURES  amends.ui.pictures: data -> SVG text, each with a twin table
    timeline.Timeline(reference, bars, events, today, started_on) · timeline.svg(data, prefix="t") ·
    timeline.strip(data, prefix="s") (case header, 74 px) · timeline.table(data)
    calendar.Explained(start, due, days, title="") · calendar.svg(data, prefix="c") · calendar.table(data)
    promises.Ledger(promises, today) · promises.svg(data, prefix="p") · promises.table(data)
    options_matrix.Matrix(columns, rows) of Column, Row, Cell · case_map.CaseMap(issues) of Issue ·
    letter_check.Letter(paragraphs, issues, checks) of Answered, Check · authority_table.Powers(kinds, holders) of
    Holder, Limit · offer_track.Track(moves, open_until=None) of Move: each module has svg(data, prefix,
    standalone=False) and table(data). They are drawn at their own size, and scroll where there is less room.
    standalone=True writes the colours in, for a PDF; paper.standalone(svg) does so for any picture.
    Give each picture on one page its own prefix.
"""
