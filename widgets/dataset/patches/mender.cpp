#include "widgets/dataset/patches/mender.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "core/project/mending.hpp"
#include "widgets/components/text.hpp"
#include "widgets/session/label_patches.hpp"
#include "widgets/session/reviews.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {

namespace {

/// More than anybody looks through before they are written; the rest is proposed then.
constexpr std::size_t kAtOnce = 2000;

bool isOfSameObjects(const AnnotationEdit& a, const AnnotationEdit& b) {
    const auto changes = [](const AnnotationEdit& edit, const FiledObject& object) {
        return object.place >= 0 && (edit.object == object || edit.twin == object);
    };
    return changes(a, b.object) || changes(a, b.twin);
}

}  // namespace

Mender::Mender(const WorkspaceContext& context, QWidget* parent)
    : QObject(parent),
      m_context(context),
      m_action(new QAction(this)),
      m_button(new QPushButton(parent)),
      m_runner(nullptr) {
    m_button->setProperty("compact", true);
    connect(m_button, &QPushButton::clicked, m_action, &QAction::trigger);
    m_action->setShortcut(QKeySequence(Qt::Key_M));
    connect(m_action, &QAction::triggered, this, &Mender::add);
    connect(&context.reviews.patches(), &LabelPatches::changed, this, &Mender::refresh);
    refresh();
}

void Mender::setFindings(const std::vector<DatasetIssue>& findings) {
    m_runner.cancel();
    m_all.clear();
    refresh();
    const std::shared_ptr<const Dataset> dataset = m_context.workbench.dataset();
    if (!dataset || findings.empty()) {
        return;
    }
    m_runner.start(
        tr("Looking for what can be mended"),
        [dataset, findings](const std::stop_token&, const ProgressFn&) {
            std::vector<LabelPatch> patches;
            for (Mend& mend : proposedMends(*dataset, findings)) {
                patches.push_back(std::move(mend.patch));
            }
            return patches;
        },
        [this, dataset](std::vector<LabelPatch> patches) {
            if (dataset == m_context.workbench.dataset()) {
                m_all = std::move(patches);
                refresh();
            }
        });
}

/// What the user decided on comes first: nothing is proposed for an object, or the other one in its place,
/// that a patch changes already.
void Mender::refresh() {
    std::unordered_multimap<std::string, LabelPatch> decided;  // by image
    if (!m_all.empty()) {
        for (LabelPatch& patch : m_context.reviews.patches().ofDataset(m_all.front().dataset)) {
            decided.emplace(patch.image, std::move(patch));
        }
    }
    m_proposed.clear();
    for (const LabelPatch& patch : m_all) {
        const auto [begin, end] = decided.equal_range(patch.image);
        const bool is_free = std::none_of(begin, end, [&patch](const auto& each) {
            return isSamePatch(each.second, patch) ||
                   (each.second.isPending() && isOfSameObjects(each.second.edit, patch.edit));
        });
        if (is_free && m_proposed.size() < kAtOnce) {
            m_proposed.push_back(patch);
        }
    }
    const QString key = m_action->shortcut().toString(QKeySequence::NativeText);
    m_action->setText(tr("Mend %1…").arg(countText(count())));
    m_action->setEnabled(!m_proposed.empty());
    m_action->setToolTip(m_proposed.empty()
                             ? tr("Nothing is found that could be mended")
                             : tr("Boxes outside the image are drawn to its edges, of two boxes in "
                                  "one place the second goes, and inverted boxes, image sizes and "
                                  "encodings are put right. "
                                  "Shows each change before anything is written (%1)")
                                   .arg(key));
    m_button->setText(m_action->text());
    m_button->setToolTip(m_action->toolTip());
    m_button->setVisible(m_is_button_wanted && !m_proposed.empty());
}

void Mender::setButtonWanted(bool wanted) {
    m_is_button_wanted = wanted;
    m_button->setVisible(wanted && !m_proposed.empty());
}

void Mender::add() {
    if (!m_proposed.empty()) {
        m_context.reviews.patches().add(std::vector<LabelPatch>(m_proposed));
        Q_EMIT added();
    }
}

}  // namespace priorscope
