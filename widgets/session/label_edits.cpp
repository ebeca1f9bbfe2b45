#include "widgets/session/label_edits.hpp"

#include <QTimer>
#include <QUndoCommand>
#include <algorithm>
#include <utility>

#include "core/base/files/stored_path.hpp"
#include "core/base/text/time_text.hpp"
#include "core/dataset/image_lookup.hpp"
#include "core/project/class_renaming.hpp"
#include "core/project/verifying.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/text.hpp"
#include "widgets/jobs/job_list.hpp"
#include "widgets/session/label_step_text.hpp"
#include "widgets/session/project_store.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

/// Edited images that are shown within a frame.
constexpr std::size_t kAtOnce = 200;
constexpr int kAfterCancel_ms = 500;

/// A file that combines folders may give classes other names than the annotations have.
bool hasVocFiles(const Dataset& dataset) {
    std::error_code error;
    const bool is_folder = std::filesystem::is_directory(dataset.root, error);
    const auto first = std::find_if(dataset.images.begin(), dataset.images.end(),
                                    [](const ImageRow& image) { return !image.annotation_file.empty(); });
    return is_folder && first != dataset.images.end() && first->annotation_file.extension() == ".xml";
}

std::set<std::string> imagesOf(const LabelStep& step) {
    std::set<std::string> images;
    for (const ImageEdit& each : step.edits) {
        images.insert(each.image);
    }
    return images;
}

/// What look() finds.
struct Found {
    std::map<std::string, LabelFileState> states;
    std::map<std::string, FileState> files;
};

}  // namespace

/// A step of the journal; the journal itself has what it does.
class LabelStepCommand : public QUndoCommand {
  public:
    /// @param is_done  it is in force already
    LabelStepCommand(LabelEdits& edits, const QString& text, bool is_done)
        : QUndoCommand(text), m_edits(edits), m_skips(is_done) {}

    void redo() override {
        if (!std::exchange(m_skips, false)) {
            m_edits.step(true);
        }
    }
    void undo() override { m_edits.step(false); }

  private:
    LabelEdits& m_edits;
    bool m_skips;
};

LabelEdits::LabelEdits(Workbench& workbench, ProjectStore& project, JobList& jobs, QObject* parent)
    : QObject(parent),
      m_workbench(workbench),
      m_project(project),
      m_jobs(jobs),
      m_shower(&jobs),
      m_looker(nullptr),
      m_writer(&jobs) {
    connect(&workbench, &Workbench::datasetChanged, this, &LabelEdits::restore);
    connect(&project, &ProjectStore::contentsReplaced, this, &LabelEdits::restore);
    for (const auto signal : {&JobRunner::started, &JobRunner::finished, &JobRunner::cancelled}) {
        connect(&m_writer, signal, this, &LabelEdits::changed);
        connect(&m_shower, signal, this, &LabelEdits::changed);
    }
    // What was written until then is found in the files, once the one in hand is.
    connect(&m_writer, &JobRunner::cancelled, this, [this] {
        QTimer::singleShot(kAfterCancel_ms, this, [this] {
            look();
            Q_EMIT written(QString::fromStdString(m_dataset));
        });
    });
    for (JobRunner* runner : {&m_writer, &m_looker, &m_shower}) {
        connect(runner, &JobRunner::failed, this, [this](const JobFailure& failure) {
            Q_EMIT failed(failure.message);
            Q_EMIT changed();
        });
    }
}

QString LabelEdits::obstacle(int image) const {
    const auto& dataset = m_workbench.dataset();
    if (!dataset) {
        return tr("Open a dataset first");
    }
    const bool is_of_folder =
        image >= 0 && dataset->images[static_cast<std::size_t>(image)].annotation_file.extension() == ".xml";
    if (!m_is_voc && is_of_folder) {
        return tr("This dataset combines folders, and may give their classes other names: open the folder of "
                  "the annotation to edit it, %1")
            .arg(QString::fromStdString(dataset->images[static_cast<std::size_t>(image)]
                                            .annotation_file.path()
                                            .parent_path()
                                            .string()));
    }
    if (!m_is_voc) {
        return tr(
            "Only a folder of Pascal VOC annotations is edited here. Other formats can be converted: "
            "priorscope-cli dataset convert --to voc");
    }
    if (m_writer.isRunning()) {
        return tr("Wait until the running change of labels is done");
    }
    if (image < 0) {
        return {};
    }
    const ImageRow record = dataset->images[static_cast<std::size_t>(image)];
    if (record.annotation_file.empty()) {
        return tr("This image has no annotation file of its own");
    }
    if (record.width <= 0 || record.height <= 0) {
        return tr("The size of this image is not known");
    }
    return m_foreign.contains(record.id) ? tr("Something else has changed this annotation since it was "
                                              "edited here: save elsewhere, or discard those edits")
                                         : QString();
}

int LabelEdits::indexOf(const std::string& image) const {
    const auto& dataset = m_workbench.dataset();
    const auto index = dataset ? imageNamed(*dataset, image) : std::nullopt;
    return index ? static_cast<int>(*index) : -1;
}

bool LabelEdits::add(int image, const AnnotationEdit& edit) {
    if (const QString why = obstacle(image); !why.isEmpty()) {
        Q_EMIT failed(why);
        return false;
    }
    const ImageRow record = m_workbench.dataset()->images[static_cast<std::size_t>(image)];
    const std::string id = record.id;
    const LabelJournal before = m_journal;
    try {
        std::map<std::string, std::string> originals;
        if (!m_journal.bases().contains(id)) {
            originals[id] = labelFileBytes(record);
        }
        m_journal.add({.edits = {{.image = id, .edit = edit}}}, originals);
        showEdits(m_shown, *m_workbench.dataset(), m_journal, id);
        if (m_shown.unknown.contains(id)) {
            throw Error({.action = Core::tr("editing the labels"),
                         .file = record.annotation_file.string(),
                         .reason = Core::tr("it was changed after the dataset was read"),
                         .remedy = Core::tr("Read the dataset again")});
        }
    } catch (const Error& error) {
        m_journal = before;
        if (m_journal.bases().contains(id)) {
            showEdits(m_shown, *m_workbench.dataset(), m_journal, id);
        } else {
            m_shown.unknown.erase(id);
            m_shown.unsaved.erase(id);
            m_shown.edited.erase(image);
        }
        Q_EMIT failed(errorText(error));
        return false;
    }
    m_stack.push(new LabelStepCommand(*this, stepText(*m_journal.steps().back()), true));
    keep();
    refresh({id});
    return true;
}

void LabelEdits::step(bool forwards) {
    if (m_is_placing) {
        return;
    }
    const auto step = forwards ? m_journal.redo() : m_journal.undo();
    if (step) {
        keep();
        refresh(imagesOf(*step));
        if (const int image = indexOf(step->edits.front().image); image >= 0) {
            Q_EMIT stepped(image);
        }
    }
}

void LabelEdits::keep() {
    m_project.keepJournal(m_dataset, m_journal);
}

void LabelEdits::restore() {
    m_looker.cancel();
    const auto& dataset = m_workbench.dataset();
    m_dataset = dataset ? storedFolder(dataset->root) : std::string();
    m_is_voc = dataset && hasVocFiles(*dataset);
    m_journal = dataset ? *m_project.journal(m_dataset) : LabelJournal();
    m_foreign.clear();
    rebuildStack();
    refreshAll();
    look();
}

/// Commands for the steps that the project has, those that were undone among them.
void LabelEdits::rebuildStack() {
    m_stack.clear();
    for (const auto& step : m_journal.steps()) {
        m_stack.push(new LabelStepCommand(*this, stepText(*step), true));
    }
    m_is_placing = true;  // the journal stays as it is while the stack is brought to its place
    m_stack.setIndex(static_cast<int>(m_journal.done()));
    m_is_placing = false;
}

void LabelEdits::refreshAll() {
    m_shown = {};
    m_touched.clear();
    m_shower.cancel();
    const std::shared_ptr<const Dataset> dataset = m_workbench.dataset();
    if (!dataset || m_journal.bases().size() <= kAtOnce) {
        std::set<std::string> images;
        for (const auto& [image, base] : m_journal.bases()) {
            images.insert(image);
        }
        refresh(images);
        return;
    }
    m_shower.start(
        tr("Reading the label edits"),
        [dataset, journal = m_journal](const std::stop_token& stop,
                                       const ProgressFn& progress) -> std::optional<ShownEdits> {
            ShownEdits shown;
            std::int64_t done = 0;
            for (const auto& [image, base] : journal.bases()) {
                if (stop.stop_requested()) {
                    return std::nullopt;
                }
                if (progress) {
                    progress({.done = done++,
                              .total = static_cast<std::int64_t>(journal.bases().size()),
                              .unit = "images"});
                }
                showEdits(shown, *dataset, journal, image);
            }
            return shown;
        },
        [this, dataset](ShownEdits shown) {
            if (dataset == m_workbench.dataset()) {
                m_shown = std::move(shown);
                refresh(std::exchange(m_touched, {}));
            }
        });
    publish();
}

void LabelEdits::refresh(const std::set<std::string>& images) {
    if (images.size() > kAtOnce) {
        refreshAll();
        return;
    }
    if (m_shower.isRunning()) {
        m_touched.insert(images.begin(), images.end());
    }
    if (const auto& dataset = m_workbench.dataset()) {
        for (const std::string& image : images) {
            showEdits(m_shown, *dataset, m_journal, image);
        }
    }
    publish();
}

void LabelEdits::publish() {
    for (const Sentence& problem : std::exchange(m_shown.problems, {})) {
        m_jobs.log().append(LogLevel::warning, sentenceText(problem));
    }
    m_workbench.setEdited(m_shown.edited, m_shown.new_classes);
    Q_EMIT changed();
}

void LabelEdits::renameClass(const QString& from, const QString& to) {
    const std::shared_ptr<const Dataset> dataset = m_workbench.dataset();
    const QString name = to.trimmed();
    if (!dataset || m_writer.isRunning() || name.isEmpty() || name == from) {
        return;
    }
    addInJob(tr("Renaming %1").arg(from), tr("The labels were edited meanwhile: rename the class again"),
             [dataset, journal = m_journal, from = from.toStdString(), name = name.toStdString()](
                 const std::stop_token& stop, const ProgressFn& progress) {
                 return withClassRenamed(*dataset, journal, from, name, stop, progress);
             });
}

bool LabelEdits::setVerified(const std::vector<std::size_t>& images, bool is_verified) {
    const std::shared_ptr<const Dataset> dataset = m_workbench.dataset();
    if (const QString why = images.size() == 1 ? obstacle(static_cast<int>(images.front())) : obstacle();
        !why.isEmpty()) {
        Q_EMIT failed(why);
        return false;
    }
    if (images.size() == 1) {
        return markOne(images.front(), is_verified);
    }
    addInJob(tr("Marking images as verified or not"),
             tr("The labels were edited meanwhile: mark the images again"),
             [dataset, journal = m_journal, images, is_verified](const std::stop_token& stop,
                                                                 const ProgressFn& progress) {
                 return withVerified(*dataset, journal, images, is_verified, stop, progress);
             });
    return true;
}

bool LabelEdits::markOne(std::size_t image, bool is_verified) {
    const ImageRow record = m_workbench.dataset()->images[image];
    const std::string id = record.id;
    std::optional<AnnotationEdit> edit;
    try {
        const bool is_edited = m_journal.bases().contains(id);
        const std::string original = is_edited ? *m_journal.bases().at(id).original : labelFileBytes(record);
        edit = verifyingEdit(original, is_edited ? m_journal.bytesOf(id) : original,
                             record.annotation_file.string(), is_verified);
    } catch (const Error& error) {
        Q_EMIT failed(errorText(error));
        return false;
    }
    return !edit || add(static_cast<int>(image), *edit);
}

/// @param overtaken  what is said if something else was edited until it is worked out
/// @param done       is told the problems in place of failed(), when the step is in force
void LabelEdits::addInJob(
    const QString& title, const QString& overtaken,
    const std::function<std::optional<StepOutcome>(const std::stop_token&, const ProgressFn&)>& work,
    const std::function<void(const StepOutcome&)>& done) {
    m_writer.start(
        title, work,
        [this, overtaken, done, dataset = m_workbench.dataset(), before = m_journal](StepOutcome result) {
            if (dataset != m_workbench.dataset() || before != m_journal) {
                Q_EMIT failed(overtaken);
                return;
            }
            if (!done && !result.problems.empty()) {
                Q_EMIT failed(tr("Annotations that stay as they are: %1. %2")
                                  .arg(countText(static_cast<std::int64_t>(result.problems.size())),
                                       sentenceText(result.problems.front())));
            }
            if (result.is_changed) {
                m_journal = result.journal;
                m_stack.push(new LabelStepCommand(*this, stepText(*m_journal.steps().back()), true));
                keep();
                refreshAll();
            }
            if (done) {
                done(result);
            }
        });
}

void LabelEdits::look() {
    const std::shared_ptr<const Dataset> dataset = m_workbench.dataset();
    if (!dataset || m_journal.empty()) {
        return;
    }
    m_looker.start(
        tr("Comparing label edits with the annotations"),
        [dataset, journal = m_journal](const std::stop_token& stop,
                                       const ProgressFn&) -> std::optional<Found> {
            Found found;
            auto states = labelFileStates(*dataset, journal, &found.files, stop);
            if (!states) {
                return std::nullopt;
            }
            found.states = *std::move(states);
            return found;
        },
        [this, dataset](const Found& found) {
            if (dataset == m_workbench.dataset()) {
                receive(found.states, found.files);
            }
        });
}

void LabelEdits::receive(const std::map<std::string, LabelFileState>& found,
                         const std::map<std::string, FileState>& states) {
    const LabelJournal before = m_journal;
    m_foreign.clear();
    for (const auto& [image, state] : found) {
        if (!m_journal.bases().contains(image)) {
            continue;
        }
        const bool is_known = state == LabelFileState::saved || state == LabelFileState::unsaved;
        if (is_known) {
            m_journal.setSaved(image, states.at(image));
        } else if (state == LabelFileState::overtaken) {
            // All of it was saved: what came later is the user's, too, and its history begins anew.
            m_journal.forget(image);
        } else if (state == LabelFileState::foreign) {
            m_foreign.insert(image);
        }
    }
    if (m_journal != before) {
        keep();
        rebuildStack();
        refreshAll();
        Q_EMIT discarded({});
    }
    Q_EMIT changed();
}

void LabelEdits::discardForeign() {
    const std::vector<LabelPatch> patches = carriedOutIn(m_foreign);
    for (const std::string& image : m_foreign) {
        m_journal.forget(image);
    }
    m_foreign.clear();
    keep();
    rebuildStack();
    refreshAll();
    Q_EMIT discarded(patches);
}

}  // namespace priorscope
