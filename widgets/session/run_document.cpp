#include "widgets/session/run_document.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "core/model/ssd/ssd_family.hpp"
#include "widgets/components/swap_command.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

const char* const kFirstModel = "ssd-tiny";

}  // namespace

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
    const SsdBlock* ssd = findSsd(m_spec);
    m_priors = ssd != nullptr ? std::optional(ssd->priors) : std::nullopt;
    m_workbench.setInput({m_spec.inputSize(), m_spec.preprocessing.resize});
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
    using Step = SwapCommand<RunDraft>;
    m_stack.push(new Step(
        text, std::move(draft), field.isEmpty() ? Step::kNoGesture : m_gesture,
        [this](RunDraft& other) {
            RunDraft before = m_draft;
            take(std::move(other));
            other = std::move(before);
        },
        [this]() -> const RunDraft& { return m_draft; }));
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

void RunDocument::setLayout(const PriorConfig& layout, const QString& model) {
    edit(tr("priors %1").arg(QString::fromStdString(layout.name)), {}, [&](RunDraft& draft) {
        if (!model.isEmpty() && model.toStdString() != draft.model) {
            priorscope::setModel(draft, model.toStdString(), m_workbench.families());
        }
        draft.layout = layout;
        draft.uses_layout = true;
    });
}

void RunDocument::setResize(ResizeMode resize) {
    edit(tr("resize"), {}, [&](RunDraft& draft) {
        draft.resize = resize;
        // The model's own mode is not stored in the draft, so that another model brings its own.
        RunDraft own = draft;
        own.resize.reset();
        if (plannedSpec(own, {}, m_workbench.families()).preprocessing.resize == resize) {
            draft.resize.reset();
        }
    });
}

std::vector<Problem> RunDocument::problemsWith(const PriorConfig& layout) const {
    if (!m_spec.family->has_priors) {
        return {{"priors", Core::tr("%1 has no priors").arg(m_spec.family->title)}};
    }
    return m_spec.family->validate(withPriors(m_spec, layout));
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
