-- The contract between those who write a release and those who read it (docs/contract.md).
--
-- A release has two SQLite files. data.db holds the published data and nothing else: one STRICT
-- table a resource, made from its Table Schema by portal/database/tables.py, so no statement
-- here. catalog.db is what is known about the data: the statements below.
--
-- Conventions. Every table is STRICT. Times are ISO 8601 in UTC with Z, dates ISO 8601.
-- "translations" is a JSON object {language: {property: text}} as in a descriptor. "language" is
-- a BCP 47 tag, '' where the publisher did not say.

-- The release itself; one row.
create table release (
    id text primary key,                -- as in build/releases/ID
    built_at text not null,             -- the clock of the publisher, UTC
    content_hash text not null,         -- SHA-256 over what is published, free of clocks and machines
    software_version text not null,     -- of the portal that built it
    restored_from text                  -- the release whose content a rollback brought back
) strict;

-- Who answers for data.
create table publisher (
    name text primary key,
    language text not null,
    title text not null,
    homepage text,
    email text,
    translations text not null
) strict;

-- Themes by which people browse, from metadata.json, in its order.
create table topic (
    name text primary key,
    language text not null,
    title text not null,
    description text,
    translations text not null,
    position integer not null
) strict;

-- One Data Package; also one that was withdrawn.
create table dataset (
    name text primary key,
    status text not null                -- 'published', 'rejected' (a later update failed), 'waiting' (an
        check (status in ('published', 'rejected', 'waiting', 'withdrawn')),  -- update waits for a parent)
    language text not null,             -- of title, description and every plain string in descriptor
    title text not null,
    description text,
    publisher text not null references publisher (name),
    version integer not null,           -- of the published content, as in /dataset/NAME/versions/N
    published_at text not null,         -- when this version was first published
    frequency text,                     -- a code of the EU frequency authority table
    temporal_start text,
    temporal_end text,
    rows integer not null,              -- in all its tables
    rules integer not null,             -- how many published rules the data follow
    content_hash text not null,         -- SHA-256 over files and descriptor of this version
    reason text,                        -- why it was withdrawn, or which datasets an update waits for
    translations text not null,
    descriptor text not null            -- the complete descriptor as JSON, defaults filled in
) strict;

create index dataset_publisher on dataset (publisher);

-- Which topics a dataset has.
create table dataset_topic (
    dataset text not null references dataset (name),
    topic text not null references topic (name),
    primary key (dataset, topic)
) strict;

-- Names that datasets had before; pages redirect.
create table former_name (
    name text primary key,
    dataset text not null references dataset (name)
) strict;

-- One CSV file of a dataset and its table in data.db.
create table resource (
    table_name text primary key,        -- in data.db
    dataset text not null references dataset (name),
    name text not null,
    position integer not null,
    title text,
    description text,
    rows integer not null,
    primary_key text not null,          -- JSON array of column ids; ["_row"] where the schema has none
    facets text not null,               -- JSON array of arrays of column ids
    content_hash text not null,         -- SHA-256 over all that decides the typed rows: file, encoding, dialect, schema
    translations text not null
) strict;

-- One column of a table in data.db.
create table field (
    table_name text not null references resource (table_name),
    position integer not null,          -- from 1, as in the file
    column_name text not null,          -- the column id in data.db
    name text not null,                 -- the header in the file
    type text not null,                 -- of Table Schema: string, integer, number, date …
    format text not null,
    title text,
    description text,
    role text                           -- null: the publisher did not say
        check (role in ('dimension', 'time', 'measure', 'unit', 'status', 'label', 'note')),
    unit text,
    unit_column text,                   -- the column that holds the unit, where it differs by row
    aggregation text                    -- how a measure adds up; null: not said, so it may not be added up
        check (aggregation in ('sum', 'mean', 'none')),
    aggregation_over text not null,     -- JSON array of the column ids over which it adds up; []: all
    decimals integer,
    catch_all text not null,            -- JSON array of codes that are no category of their own
    language text,                      -- of the cells of a label
    required integer not null,
    constraints text not null,          -- JSON object as in the schema
    categories text not null,           -- JSON array of {value, label, translations}
    reference_table text,               -- the table that a single-column foreign key points to
    reference_column text,
    missing integer not null,           -- how many rows have no value
    translations text not null,
    primary key (table_name, column_name)
) strict;

-- Files that a release offers for download.
create table file (
    path text primary key,              -- below /download/
    dataset text not null references dataset (name),
    table_name text references resource (table_name),
    format text not null,               -- csv, json
    media_type text not null,
    bytes integer not null,
    sha256 text not null
) strict;

-- Why a cell holds no value, where the schema labels its missing values.
create table missing_reason (
    table_name text not null,
    row_key text not null,              -- JSON array of the row's primary key
    column_name text not null,
    value text not null,                -- what the file says instead of a value
    label text,                         -- what that means, in the language of the descriptor
    translations text not null,
    primary key (table_name, row_key, column_name)
) strict, without rowid;

-- How often each of these reasons occurs in a column.
create table missing_count (
    table_name text not null,
    column_name text not null,
    value text not null,                -- what the file says instead of a value
    label text,                         -- what that means, in the language of the descriptor
    translations text not null,
    count integer not null,
    primary key (table_name, column_name, value)
) strict, without rowid;

-- What the values of a column are like, counted when they were published.
create table profile (
    table_name text not null references resource (table_name),
    column_name text not null,
    rows integer not null,
    missing integer not null,           -- how many rows have no value
    distinct_values integer,            -- null: values of such a type are not compared
    minimum any,                        -- of numbers, years, dates and times; null: of others
    maximum any,
    median real,                        -- of numbers in one unit that are neither codes nor keys
    example any,                        -- the first value, cut after 200 characters
    primary key (table_name, column_name)
) strict, without rowid;

-- The 20 most frequent values of a column; none where all differ, nor where a text is long.
create table frequent_value (
    table_name text not null references resource (table_name),
    column_name text not null,
    position integer not null,          -- from 1, the most frequent first
    value any not null,
    count integer not null,
    primary key (table_name, column_name, position)
) strict, without rowid;

-- Values that the portal changed or withheld from what the source says.
create table correction (
    dataset text not null references dataset (name),
    position integer not null,
    table_name text not null,
    row_key text not null,              -- JSON array of the row's primary key
    column_name text not null,
    old_value text,
    new_value text,                     -- null: withheld
    reason text not null,
    source text,
    translations text not null,
    primary key (dataset, position)
) strict;

-- What was proposed to be repaired in the files as they were received, and what was decided; refused ones too.
create table repair (
    dataset text not null references dataset (name),
    position integer not null,
    number integer not null,            -- in the list from which a person chose
    decision text not null
        check (decision in ('accepted', 'refused')),
    repair text not null,               -- docs/repairs.md; one that is not there is of another software
    label text not null,                -- the header of the column; '': rows, or the file as a whole
    table_name text,                    -- null: no column that is published, or not certain which
    column_name text,
    rule text not null,                 -- which way of several
    count integer not null,             -- cells, rows or columns; 0: of an earlier file, not needed in this one
    row integer,                        -- of the example, as a spreadsheet counts
    before text not null,               -- the example as it was received
    after text not null,                -- as it became, or would have; '': left out
    file text not null,                 -- what was received, by its name
    sheet text not null,                -- '' where a file has none
    sha256 text not null,               -- of the bytes that were received
    primary key (dataset, position)
) strict;

-- The last check of a resource or of a descriptor: of the published content, or of the update that was refused.
create table check_report (
    id integer primary key,
    dataset text not null,              -- also one that never was published
    resource text,                      -- null: the descriptor, or the dataset as a whole
    file text not null,                 -- relative to datasets/
    verdict text not null
        check (verdict in ('valid', 'invalid', 'waiting')),
    published integer not null,         -- 1: this is what the release holds; 0: an update that was refused
    checked_at text not null,
    rows integer not null,
    rejected integer not null,          -- rows with at least one error of their own
    judged integer not null,            -- 0: rows were not held against the rules, the structure being uncertain
    rules integer not null,
    bytes integer not null,
    sha256 text,
    encoding text,
    encoding_reason text,               -- bom, utf-8, declared, guessed
    dialect text not null,              -- JSON object: the Table Dialect with which the file was read
    dialect_reason text,                -- declared, default, guessed
    errors integer not null             -- in all, also where check_error holds the first ones only
) strict;

create index check_report_dataset on check_report (dataset);

-- What is wrong in which way in which field, and how often; the most frequent first, errors before warnings.
create table check_count (
    report integer not null references check_report (id),
    position integer not null,
    severity text not null
        check (severity in ('error', 'warning', 'info')),
    code text not null,                 -- docs/errors.md
    field text,
    rule text,
    count integer not null,             -- of all, also where check_error holds the first ones only
    primary key (report, position)
) strict, without rowid;

-- The errors of a report, in the order in which they were found, at most 100,000 for each report; then its warnings.
create table check_error (
    report integer not null references check_report (id),
    position integer not null,
    severity text not null
        check (severity in ('error', 'warning', 'info')),
    code text not null,                 -- docs/errors.md
    row integer,                        -- as a spreadsheet counts: the header is row 1
    field text,
    column_letter text,
    value text,
    rule text,
    pointer text,                       -- into the descriptor, RFC 6901
    suggestion text,                    -- what the cell could be meant to hold
    parameters text not null,           -- JSON object: what the sentence needs besides
    primary key (report, position)
) strict, without rowid;

-- A page shows the first errors of each kind.
create index check_error_kind on check_error (report, severity, code, field, rule);

-- A few rows of a file as they stand in it, header included: those that explain the errors, and their neighbours.
create table check_row (
    report integer not null references check_report (id),
    row integer not null,               -- as in check_error
    cells text not null,                -- JSON array of strings, at most 1,000; long ones end in …
    primary key (report, row)
) strict, without rowid;

-- The charts and tables that publishers propose, each with the rows that it draws.
create table view (
    dataset text not null references dataset (name),
    name text not null,                 -- as in /dataset/NAME/views/VIEW
    position integer not null,          -- the order, from 1
    type text not null,                 -- docs/descriptor.md
    title text,
    translations text not null,         -- the texts in other languages
    query text not null,                -- docs/query.md
    refusal text,                       -- why it is not drawn: a code of portal/charts/words.py; null: it is
    about text,                         -- the column or type that the refusal is about
    table_name text references resource (table_name),  -- null where it is not drawn
    parts text,                         -- JSON object {part in the picture: column of the answer}
    columns text,                       -- JSON array: the columns of the answer
    rows text,                          -- JSON array of arrays; of a long line, those that show how it runs
    row_count integer,                  -- how many rows the query has in all
    total text,                         -- JSON number: the sum of what is drawn; null where it does not add up
    period text,                        -- JSON array: the first and the last time of what is added up or counted; null where values have their own
    primary key (dataset, name)
) strict;

-- Every version that was ever published; the files are in the archive.
create table version (
    dataset text not null,
    number integer not null,
    published_at text not null,
    content_hash text not null,
    rows integer not null,
    files text not null,                -- JSON object {path in the dataset's folder: {sha256, bytes}}
    report text not null,               -- JSON array: the reports of that version
    primary key (dataset, number)
) strict;

-- The texts by which people find a dataset, each with where it is from; of values those that a word points to.
create table search_text (
    id integer primary key,
    dataset text not null references dataset (name),
    kind text not null                  -- 'label' and 'alias': of a code that occurs in the column
        check (kind in ('title', 'name', 'keyword', 'topic', 'publisher', 'table', 'description',
            'column', 'column-description', 'category', 'label', 'alias', 'value')),
    language text not null,             -- '' where nobody said
    table_name text references resource (table_name),  -- null: said of the dataset as a whole
    column_name text,                   -- null: said of the table as a whole
    text text not null
) strict;

-- The words of these texts: one row for each spelling of a word, dataset and place.
create table search_word (
    key text not null,                  -- folded and without inflection: portal/language/stem.py
    word text not null,                 -- as it is spelled there, marks kept
    text integer not null references search_text (id),  -- the shortest of the place that has it
    texts integer not null,             -- how many texts of the place have it
    primary key (key, word, text)
) strict, without rowid;
