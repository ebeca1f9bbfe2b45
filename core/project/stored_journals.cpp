#include "core/project/stored_journals.hpp"

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "core/base/error.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

/// In front of the dataset, a path, of what is kept and not read.
const std::string kAside = "set aside ";
constexpr const char* kReadBases =
    "SELECT dataset, image, original, bytes, fingerprint FROM label_bases WHERE dataset NOT LIKE 'set aside "
    "%'";
constexpr const char* kReadSteps =
    "SELECT dataset, json FROM label_steps WHERE dataset NOT LIKE 'set aside %' ORDER BY dataset, place";
constexpr const char* kReadPositions =
    "SELECT dataset, done FROM label_positions WHERE dataset NOT LIKE 'set aside %'";

/// Rows of one dataset.
struct Rows {
    LabelJournal::Steps steps{};
    std::map<std::string, LabelBase> bases{};
    std::size_t done = 0;
};

std::string textOf(const LabelStep& step) {
    return toJson(step).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

LabelStep stepFrom(const std::string& text, const fs::path& file) {
    return labelStepFromJson(nlohmann::json::parse(text, nullptr, false), "label edits in " + file.string());
}

/// Shared steps of both are one, so that comparing them takes no time.
void writeSteps(SqliteFile& database, const std::string& dataset, const LabelJournal::Steps& steps,
                const LabelJournal* before) {
    std::map<std::int64_t, std::string> present;
    if (before == nullptr) {
        SqliteStatement rows(database, "SELECT place, json FROM label_steps WHERE dataset = ?",
                             savingProject());
        rows.bind(1, dataset);
        while (rows.step()) {
            present[rows.number(0)] = rows.text(1);
        }
    }
    SqliteStatement put(database,
                        "INSERT OR REPLACE INTO label_steps (dataset, place, json) VALUES (?, ?, ?)",
                        savingProject());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto place = static_cast<std::int64_t>(i);
        if (before != nullptr && i < before->steps().size() && before->steps()[i] == steps[i]) {
            continue;
        }
        std::string text = textOf(*steps[i]);
        const auto found = present.find(place);
        if (found == present.end() || found->second != text) {
            put.bind(1, dataset);
            put.bind(2, place);
            put.bind(3, text);
            put.step();
            put.reset();
        }
    }
    SqliteStatement forget(database, "DELETE FROM label_steps WHERE dataset = ? AND place >= ?",
                           savingProject());
    forget.bind(1, dataset);
    forget.bind(2, static_cast<std::int64_t>(steps.size()));
    forget.step();
}

/// @param column  of the original; its bytes and fingerprint follow
LabelBase baseFrom(const SqliteStatement& row, int column) {
    return {std::make_shared<const std::string>(row.text(column)),
            {static_cast<std::uint64_t>(row.number(column + 1)), row.text(column + 2)}};
}

std::map<std::string, LabelBase> basesIn(SqliteFile& database, const std::string& dataset) {
    std::map<std::string, LabelBase> bases;
    SqliteStatement rows(database,
                         "SELECT image, original, bytes, fingerprint FROM label_bases WHERE dataset = ?",
                         savingProject());
    rows.bind(1, dataset);
    while (rows.step()) {
        bases[rows.text(0)] = baseFrom(rows, 1);
    }
    return bases;
}

void writeBases(SqliteFile& database, const std::string& dataset,
                const std::map<std::string, LabelBase>& bases, const LabelJournal* before) {
    const std::map<std::string, LabelBase> present =
        before != nullptr ? before->bases() : basesIn(database, dataset);
    SqliteStatement put(database,
                        "INSERT OR REPLACE INTO label_bases (dataset, image, original, bytes, fingerprint) "
                        "VALUES (?, ?, ?, ?, ?)",
                        savingProject());
    for (const auto& [image, base] : bases) {
        const auto found = present.find(image);
        if (found == present.end() || !(found->second == base)) {
            put.bind(1, dataset);
            put.bind(2, image);
            put.bind(3, *base.original);
            put.bind(4, static_cast<std::int64_t>(base.saved.bytes));
            put.bind(5, base.saved.fingerprint);
            put.step();
            put.reset();
        }
    }
    SqliteStatement forget(database, "DELETE FROM label_bases WHERE dataset = ? AND image = ?",
                           savingProject());
    for (const auto& [image, base] : present) {
        if (!bases.contains(image)) {
            forget.bind(1, dataset);
            forget.bind(2, image);
            forget.step();
            forget.reset();
        }
    }
}

}  // namespace

std::map<std::string, LabelJournal> readJournals(SqliteFile& database, const fs::path& file,
                                                 std::map<std::string, Sentence>& unread) {
    std::map<std::string, Rows> of_dataset;
    if (!database.hasTable("label_steps", readingProject())) {
        return {};
    }
    SqliteStatement bases(database, kReadBases, readingProject());
    while (bases.step()) {
        of_dataset[bases.text(0)].bases[bases.text(1)] = baseFrom(bases, 2);
    }
    SqliteStatement steps(database, kReadSteps, readingProject());
    while (steps.step()) {
        const std::string dataset = steps.text(0);
        try {
            auto step = std::make_shared<const LabelStep>(stepFrom(steps.text(1), file));
            for (const ImageEdit& each : step->edits) {
                if (!of_dataset[dataset].bases.contains(each.image)) {
                    throw Error(
                        {.action = readingProject(),
                         .file = file.string(),
                         .reason =
                             Core::tr("the original of the annotation %1 is not in it").arg(each.image)});
                }
            }
            of_dataset[dataset].steps.push_back(std::move(step));
        } catch (const Error& error) {
            unread.emplace(dataset, inOneLine(error.parts()));
        }
    }
    SqliteStatement done(database, kReadPositions, readingProject());
    while (done.step()) {
        of_dataset[done.text(0)].done = static_cast<std::size_t>(done.number(1));
    }
    std::map<std::string, LabelJournal> journals;
    for (auto& [dataset, rows] : of_dataset) {
        if (!unread.contains(dataset)) {
            journals[dataset] = LabelJournal(std::move(rows.steps), rows.done, std::move(rows.bases));
        }
    }
    return journals;
}

void writeJournal(SqliteFile& database, const std::string& dataset, const LabelJournal& journal,
                  const LabelJournal* before) {
    SqliteTransaction transaction(database, savingProject());
    writeSteps(database, dataset, journal.steps(), before);
    writeBases(database, dataset, journal.bases(), before);
    SqliteStatement position(database, "INSERT OR REPLACE INTO label_positions (dataset, done) VALUES (?, ?)",
                             savingProject());
    position.bind(1, dataset);
    position.bind(2, static_cast<std::int64_t>(journal.done()));
    position.step();
    transaction.commit();
}

void setJournalAside(SqliteFile& database, const std::string& dataset, const std::string& now) {
    SqliteTransaction transaction(database, savingProject());
    for (const char* const statement : {"UPDATE label_steps SET dataset = ? WHERE dataset = ?",
                                        "UPDATE label_bases SET dataset = ? WHERE dataset = ?",
                                        "UPDATE label_positions SET dataset = ? WHERE dataset = ?"}) {
        SqliteStatement rename(database, statement, savingProject());
        rename.bind(1, kAside + now + ": " + dataset);
        rename.bind(2, dataset);
        rename.step();
    }
    transaction.commit();
}

}  // namespace priorscope
