#include "core/project/project.hpp"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>
#include <system_error>
#include <utility>

#include "core/base/files/holder_lock.hpp"
#include "core/base/files/user_folder.hpp"
#include "core/base/json/json_fields.hpp"
#include "core/base/text/time_text.hpp"
#include "core/project/json_rows.hpp"
#include "core/project/project_schema.hpp"
#include "core/project/stored_filters.hpp"
#include "core/project/stored_journals.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

const char* const kLayoutDraft = "prior-layout";
const char* const kRunDraft = "run";

/// Follows links, so that two names of one file share one lock.
fs::path resolved(const fs::path& file) {
    std::error_code error;
    fs::path path = fs::weakly_canonical(fs::absolute(file, error), error);
    return error || path.empty() ? file : path;
}

void makeFolderOf(const fs::path& file) {
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    if (error) {
        throw Error({.action = Core::tr("making the project"),
                     .file = file.string(),
                     .reason = error.message(),
                     .remedy = Core::tr("Keep the project elsewhere, or change the permissions")});
    }
}

/// JSON text is UTF-8; an invalid name must not prevent the rest from being saved.
std::string textOf(const nlohmann::json& json) {
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void putDraft(SqliteFile& database, const char* kind, const std::string& json, const std::string& now) {
    SqliteStatement keep(database, "INSERT OR REPLACE INTO drafts (kind, json, changed) VALUES (?, ?, ?)",
                         savingProject());
    keep.bind(1, kind);
    keep.bind(2, json);
    keep.bind(3, now);
    keep.step();
}

/// The program no longer finds the draft, but the file still holds it.
void setDraftAside(SqliteFile& database, const char* kind, const std::string& now) {
    SqliteStatement rename(database, "UPDATE OR IGNORE drafts SET kind = ? WHERE kind = ?", savingProject());
    rename.bind(1, std::string(kind) + ", set aside " + now);
    rename.bind(2, kind);
    rename.step();
}

/// Names of the versions that cannot be read, and whether the layout being edited cannot.
struct Unread {
    std::vector<std::string> versions;
    bool edited = false;
};

/// What cannot be read must not be overwritten by a version of the same name.
void setUnreadAside(SqliteFile& database, const Unread& unread, const ProjectLayouts& layouts,
                    const std::string& now) {
    if (unread.edited) {
        setDraftAside(database, kLayoutDraft, now);
    }
    for (const std::string& name : unread.versions) {
        const auto is_same = [&](const PriorConfig& each) { return each.name == name; };
        if (std::any_of(layouts.versions.begin(), layouts.versions.end(), is_same)) {
            SqliteStatement rename(database, "UPDATE OR IGNORE layout_versions SET name = ? WHERE name = ?",
                                   savingProject());
            rename.bind(1, name + ", set aside " + now);
            rename.bind(2, name);
            rename.step();
        }
    }
}

/// A problem is reported with what could not be read: a version's name, or none for the edited layout.
using OnUnread = std::function<void(const Sentence& problem, const std::optional<std::string>& version)>;

ProjectLayouts readLayouts(SqliteFile& database, const fs::path& file, const OnUnread& on_unread) {
    ProjectLayouts layouts;
    const auto guarded = [&](const std::optional<std::string>& version, const auto& read) {
        try {
            read();
        } catch (const Error& error) {
            on_unread(inOneLine(error.parts()), version);
        }
    };
    SqliteStatement versions(database, "SELECT name, json FROM layout_versions ORDER BY place, name",
                             readingProject());
    while (versions.step()) {
        guarded(versions.text(0), [&] {
            const Sentence source = Core::tr("the version %1 in %2").arg(versions.text(0)).arg(file.string());
            layouts.versions.push_back(
                priorConfigFromJson(nlohmann::json::parse(versions.text(1), nullptr, false), source));
        });
    }
    SqliteStatement draft(database, "SELECT json FROM drafts WHERE kind = ?", readingProject());
    draft.bind(1, kLayoutDraft);
    if (draft.step()) {
        const Sentence source = Core::tr("the layout being edited in %1").arg(file.string());
        const nlohmann::json json = nlohmann::json::parse(draft.text(0), nullptr, false);
        guarded(std::nullopt, [&] {
            JsonFields fields(json, source);
            for (const auto& [key, into] :
                 {std::pair("layout", &layouts.edited), std::pair("baseline", &layouts.baseline)}) {
                if (fields.has(key)) {
                    *into = priorConfigFromJson(fields.at(key), source);
                }
            }
        });
    }
    return layouts;
}

using OnUnreadRow = std::function<void(const Sentence&, std::int64_t)>;

const char* const kReviews = "reviews";
const char* const kPatches = "label_patches";

nlohmann::json parsed(const std::string& json) {
    return nlohmann::json::parse(json, nullptr, false);
}

std::vector<Review> readReviews(SqliteFile& database, const fs::path& file, const OnUnreadRow& on_unread) {
    std::vector<Review> reviews;
    const auto take = [&](const std::string& json) {
        reviews.push_back(reviewFromJson(parsed(json), "a review in " + file.string()));
    };
    readRows(database, kReviews, take, on_unread, readingProject());
    return reviews;
}

std::vector<LabelPatch> readPatches(SqliteFile& database, const fs::path& file,
                                    const OnUnreadRow& on_unread) {
    std::vector<LabelPatch> patches;
    const auto take = [&](const std::string& json) {
        patches.push_back(labelPatchFromJson(parsed(json), "a label patch in " + file.string()));
    };
    readRows(database, kPatches, take, on_unread, readingProject());
    return patches;
}

/// Keeps the problems, if somebody wants them.
OnUnreadRow collecting(std::vector<Sentence>* problems) {
    return [problems](const Sentence& problem, std::int64_t) {
        if (problems != nullptr) {
            problems->push_back(problem);
        }
    };
}

/// @param read  the rows as they are, with what cannot be read
template <class Value, class Read>
void replaceValues(SqliteFile& database, const char* table, const std::vector<Value>& values,
                   const Read& read) {
    std::set<std::int64_t> unread;
    read([&](const Sentence&, std::int64_t place) { unread.insert(place); });
    std::vector<std::string> rows;
    for (const Value& value : values) {
        rows.push_back(textOf(toJson(value)));
    }
    replaceRows(database, table, rows, unread, savingProject());
}

}  // namespace

void addVersions(ProjectLayouts& layouts, const std::vector<PriorConfig>& versions) {
    const auto named = [&](const std::string& name) {
        return std::find_if(layouts.versions.begin(), layouts.versions.end(),
                            [&](const PriorConfig& each) { return each.name == name; });
    };
    for (PriorConfig added : versions) {
        const std::string name = added.name;
        for (int number = 2; named(added.name) != layouts.versions.end(); ++number) {
            if (*named(added.name) == added) {
                break;
            }
            added.name = name + " " + std::to_string(number);
        }
        if (named(added.name) == layouts.versions.end()) {
            layouts.versions.push_back(std::move(added));
        }
    }
}

struct Project::Parts {
    explicit Parts(fs::path path) : file(std::move(path)) {}

    fs::path file;
    std::unique_ptr<HolderLock> lock;
    std::unique_ptr<SqliteFile> database;
    Sentence read_only;
    std::map<std::string, LabelJournal> journals;  ///< as this process wrote them
    std::set<std::string> unread_journals;         ///< datasets whose journals were found unreadable
};

fs::path Project::defaultFile() {
    const fs::path data = userFolder("XDG_DATA_HOME", fs::path(".local") / "share");
    if (data.empty()) {
        throw Error({.action = Core::tr("opening the project"),
                     .reason = Core::tr("neither XDG_DATA_HOME nor HOME names a folder"),
                     .remedy = Core::tr("Keep the project elsewhere")});
    }
    return data / "priorscope" / "project.sqlite";
}

Project::Project(const fs::path& file) : m_parts(std::make_unique<Parts>(resolved(file))) {
    Parts& parts = *m_parts;
    bool exists = holdsProject(parts.file);
    if (!exists) {
        makeFolderOf(parts.file);
    }
    parts.lock = std::make_unique<HolderLock>(parts.file.string() + ".lock");
    if (parts.lock->state() == HolderLock::State::taken) {
        parts.read_only = Core::tr("%1 has it open").arg(parts.lock->holder());
        exists = holdsProject(parts.file);
        if (!exists) {
            throw Error({.action = Core::tr("opening the project"),
                         .file = parts.file.string(),
                         .reason = Core::tr("%1 is making it").arg(parts.lock->holder()),
                         .remedy = Core::tr("Try again")});
        }
    } else if (parts.lock->state() == HolderLock::State::cannot_write) {
        parts.read_only = std::generic_category().message(parts.lock->systemError());
        if (!exists) {
            throw Error({.action = Core::tr("making the project"),
                         .file = parts.file.string(),
                         .reason = parts.read_only,
                         .remedy = Core::tr("Keep the project elsewhere, or change the permissions")});
        }
    }
    const auto mode = parts.read_only.empty() ? SqliteFile::Mode::write : SqliteFile::Mode::read;
    parts.database = std::make_unique<SqliteFile>(parts.file, mode);
    if (exists) {
        checkProject(*parts.database);
    }
    if (parts.read_only.empty() && sqlite3_db_readonly(parts.database->handle(), "main") == 1) {
        parts.read_only = Core::tr("the file cannot be written");
    }
    if (parts.read_only.empty()) {
        migrateProject(*parts.database);
    }
}

Project::~Project() = default;

const fs::path& Project::file() const {
    return m_parts->file;
}

const Sentence& Project::readOnlyReason() const {
    return m_parts->read_only;
}

ProjectLayouts Project::layouts(std::vector<Sentence>* problems) const {
    return readLayouts(*m_parts->database, m_parts->file,
                       [&](const Sentence& problem, const std::optional<std::string>&) {
                           if (problems != nullptr) {
                               problems->push_back(problem);
                           }
                       });
}

void Project::requireWritable() const {
    if (isReadOnly()) {
        throw Error({.action = savingProject(),
                     .file = m_parts->file.string(),
                     .reason = readOnlyReason(),
                     .remedy = Core::tr("Keep the project elsewhere, or close the other window")});
    }
}

void Project::setLayouts(const ProjectLayouts& layouts) {
    requireWritable();
    SqliteFile& database = *m_parts->database;
    Unread unread;
    const std::vector<PriorConfig> before =
        readLayouts(database, m_parts->file, [&](const Sentence&, const std::optional<std::string>& version) {
            version ? unread.versions.push_back(*version) : void(unread.edited = true);
        }).versions;
    const std::string now = utcNow();
    SqliteTransaction transaction(database, savingProject());
    setUnreadAside(database, unread, layouts, now);
    SqliteStatement put(database,
                        "INSERT INTO layout_versions (name, place, json, changed) VALUES (?, ?, ?, ?) "
                        "ON CONFLICT (name) DO UPDATE SET place = excluded.place, json = excluded.json, "
                        "changed = CASE json WHEN excluded.json THEN changed ELSE excluded.changed END",
                        savingProject());
    std::set<std::string> names;
    for (std::size_t i = 0; i < layouts.versions.size() && layouts.versions != before; ++i) {
        const PriorConfig& each = layouts.versions[i];
        names.insert(each.name);
        put.bind(1, each.name);
        put.bind(2, static_cast<std::int64_t>(i));
        put.bind(3, textOf(toJson(each)));
        put.bind(4, now);
        put.step();
        put.reset();
    }
    if (layouts.versions != before) {
        SqliteStatement forget(database, "DELETE FROM layout_versions WHERE name = ?", savingProject());
        for (const PriorConfig& each : before) {
            if (!names.contains(each.name)) {
                forget.bind(1, each.name);
                forget.step();
                forget.reset();
            }
        }
    }
    if (layouts.edited || layouts.baseline) {
        nlohmann::json draft = nlohmann::json::object();
        if (layouts.edited) {
            draft["layout"] = toJson(*layouts.edited);
        }
        if (layouts.baseline) {
            draft["baseline"] = toJson(*layouts.baseline);
        }
        putDraft(database, kLayoutDraft, textOf(draft), now);
    }
    transaction.commit();
}

std::vector<Review> Project::reviews(std::vector<Sentence>* problems) const {
    return readReviews(*m_parts->database, m_parts->file, collecting(problems));
}

void Project::setReviews(const std::vector<Review>& reviews) {
    requireWritable();
    replaceValues(*m_parts->database, kReviews, reviews, [this](const OnUnreadRow& on_unread) {
        readReviews(*m_parts->database, m_parts->file, on_unread);
    });
}

std::vector<LabelPatch> Project::labelPatches(std::vector<Sentence>* problems) const {
    return readPatches(*m_parts->database, m_parts->file, collecting(problems));
}

void Project::setLabelPatches(const std::vector<LabelPatch>& patches) {
    requireWritable();
    replaceValues(*m_parts->database, kPatches, patches, [this](const OnUnreadRow& on_unread) {
        readPatches(*m_parts->database, m_parts->file, on_unread);
    });
}

std::map<std::string, LabelJournal> Project::labelJournals(std::vector<Sentence>* problems) const {
    std::map<std::string, Sentence> unread;
    std::map<std::string, LabelJournal> journals = readJournals(*m_parts->database, m_parts->file, unread);
    for (const auto& [dataset, problem] : unread) {
        if (problems != nullptr) {
            problems->push_back(problem);
        }
        m_parts->unread_journals.insert(dataset);
    }
    return journals;
}

void Project::setLabelJournal(const std::string& dataset, const LabelJournal& journal) {
    requireWritable();
    if (m_parts->unread_journals.erase(dataset) > 0) {
        setJournalAside(*m_parts->database, dataset, utcNow());
    }
    const auto before = m_parts->journals.find(dataset);
    writeJournal(*m_parts->database, dataset, journal,
                 before == m_parts->journals.end() ? nullptr : &before->second);
    m_parts->journals[dataset] = journal;
}

void Project::setLabelJournalAside(const std::string& dataset) {
    requireWritable();
    m_parts->journals.erase(dataset);
    setJournalAside(*m_parts->database, dataset, utcNow());
}

std::map<std::string, Project::Tags> Project::tags() const {
    return readTags(*m_parts->database);
}

void Project::setTags(const std::string& dataset, const Tags& tags) {
    requireWritable();
    writeTags(*m_parts->database, dataset, tags);
}

std::map<std::string, std::string> Project::savedFilters() const {
    return readFilters(*m_parts->database);
}

void Project::setSavedFilters(const std::map<std::string, std::string>& filters) {
    requireWritable();
    writeFilters(*m_parts->database, filters);
}

RunNotes Project::runNotes() const {
    return readRunNotes(*m_parts->database);
}

void Project::setRunNotes(const RunNotes& notes) {
    requireWritable();
    writeRunNotes(*m_parts->database, notes);
}

void Project::setRunDraftAside() {
    requireWritable();
    SqliteTransaction transaction(*m_parts->database, savingProject());
    setDraftAside(*m_parts->database, kRunDraft, utcNow());
    transaction.commit();
}

std::string Project::runDraft() const {
    SqliteStatement draft(*m_parts->database, "SELECT json FROM drafts WHERE kind = ?", readingProject());
    draft.bind(1, kRunDraft);
    return draft.step() ? draft.text(0) : std::string();
}

void Project::setRunDraft(const std::string& json) {
    requireWritable();
    SqliteTransaction transaction(*m_parts->database, savingProject());
    putDraft(*m_parts->database, kRunDraft, json, utcNow());
    transaction.commit();
}

}  // namespace priorscope
