#include "widgets/session/run_document.hpp"

#include <QUndoCommand>
#include <nlohmann/json.hpp>
#include <utility>

#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

constexpr int kNoGesture = -1;
const char* const kFirstModel = "ssd-tiny";

}  // namespace

/// Holds the other draft; undo and redo both swap it.
class RunDocument::Edit : public QUndoCommand {
  public:
    Edit(RunDocument& document, const QString& text, RunDraft draft, int gesture)
        : QUndoCommand(text), m_document(document), m_other(std::move(draft)), m_gesture(gesture) {}

    void undo() override { swap(); }
    void redo() override { swap(); }
    int id() const override { return m_gesture; }
    bool mergeWith(const QUndoCommand* /*later*/) override {
        // The later command has swapped already; what this one holds is still the draft of the start.
        setObsolete(m_other == m_document.m_draft);
        return true;
    }

  private:
    void swap() {
        RunDraft before = m_document.m_draft;
        m_document.take(std::move(m_other));
        m_other = std::move(before);
    }

    RunDocument& m_document;
    RunDraft m_other;
    int m_gesture;
};

RunDocument::RunDocument(Workbench& workbench, QObject* parent) : QObject(parent), m_workbench(workbench) {
    take(draftOf(kFirstModel, workbench.families()));
    connect(&workbench, &Workbench::datasetChanged, this, &RunDocument::followDataset);
    followDataset();
}

void RunDocument::take(RunDraft draft) {
    const auto& dataset = m_workbench.dataset();
    DetectorSpec spec =
        plannedSpec(draft, dataset ? dataset->classes : std::vector<std::string>(), m_workbench.families());
    const bool is_other_detector = !(spec == m_spec);
    m_draft = std::move(draft);
    m_spec = std::move(spec);
    m_priors = plannedPriors(m_draft, m_workbench.families());
    if (is_other_detector) {
        Q_EMIT detectorChanged();
    }
    Q_EMIT changed();
}

void RunDocument::followDataset() {
    RunDraft draft = m_draft;
    if (m_workbench.dataset()) {
        chooseSplits(draft, *m_workbench.dataset());
    }
    if (!(draft == m_draft)) {
        m_stack.clear();
    }
    take(std::move(draft));
}

void RunDocument::edit(const QString& text, const QString& field,
                       const std::function<void(RunDraft&)>& change) {
    RunDraft draft = m_draft;
    change(draft);
    if (draft == m_draft) {
        return;
    }
    if (field.isEmpty() || field != m_field) {
        endGesture();
    }
    m_field = field;
    m_stack.push(new Edit(*this, text, std::move(draft), field.isEmpty() ? kNoGesture : m_gesture));
}

void RunDocument::endGesture() {
    ++m_gesture;
    m_field.clear();
}

void RunDocument::setModel(const QString& model) {
    if (model.toStdString() != m_draft.model) {
        edit(tr("model %1").arg(model), {}, [&](RunDraft& draft) {
            priorscope::setModel(draft, model.toStdString(), m_workbench.families());
        });
    }
}

void RunDocument::setLayout(const PriorConfig& layout) {
    edit(tr("priors %1").arg(QString::fromStdString(layout.name)), {}, [&](RunDraft& draft) {
        draft.layout = layout;
        draft.uses_layout = true;
    });
}

void RunDocument::setResize(ResizeMode resize) {
    edit(tr("resize"), {}, [&](RunDraft& draft) {
        draft.resize = resize;
        // The model's own needs no word in the draft, so that another model brings its own.
        RunDraft own = draft;
        own.resize.reset();
        if (plannedSpec(own, {}, m_workbench.families()).preprocessing.resize == resize) {
            draft.resize.reset();
        }
    });
}

std::vector<Problem> RunDocument::problems() const {
    std::vector<Problem> problems = m_draft.options.validate();
    for (const Problem& problem : m_workbench.dataset() ? m_spec.validate() : std::vector<Problem>()) {
        problems.push_back({"priors", problem.field + " " + problem.message});
    }
    return problems;
}

QByteArray RunDocument::asJson() const {
    return QByteArray::fromStdString(
        toJson(m_draft).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

void RunDocument::restore(const QByteArray& json) {
    RunDraft draft = runDraftFromJson(nlohmann::json::parse(json.toStdString(), nullptr, false),
                                      tr("the planned run").toStdString(), m_workbench.families());
    if (m_workbench.dataset()) {
        chooseSplits(draft, *m_workbench.dataset());
    }
    m_stack.clear();
    take(std::move(draft));
}

}  // namespace priorscope
