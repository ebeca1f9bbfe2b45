#include "widgets/session/label_step_text.hpp"

#include <algorithm>

#include "widgets/components/text.hpp"
#include "widgets/session/label_edits.hpp"

namespace priorscope {

QString stepText(const LabelStep& step) {
    if (step.edits.size() != 1) {
        const bool is_verifying =
            std::all_of(step.edits.begin(), step.edits.end(),
                        [](const ImageEdit& each) { return each.edit.change == LabelChange::verify; });
        if (is_verifying) {
            return LabelEdits::tr("verified or not: %1 images")
                .arg(countText(static_cast<std::int64_t>(step.edits.size())));
        }
        return LabelEdits::tr("%1 changes of labels")
            .arg(countText(static_cast<std::int64_t>(step.edits.size())));
    }
    const AnnotationEdit& edit = step.edits.front().edit;
    const QString name = QString::fromStdString(edit.object.class_name);
    const QString new_name = QString::fromStdString(edit.new_class);
    switch (edit.change) {
        case LabelChange::move:
            return LabelEdits::tr("box of %1").arg(name);
        case LabelChange::rename:
            return QStringLiteral("%1 → %2").arg(name, new_name);
        case LabelChange::add:
            return LabelEdits::tr("new %1").arg(new_name);
        case LabelChange::remove:
            return LabelEdits::tr("removal of %1").arg(name);
        case LabelChange::flag:
            return LabelEdits::tr("flag of %1").arg(name);
        case LabelChange::verify:
            return saysVerified(edit.verified)
                       ? LabelEdits::tr("%1 verified").arg(QString::fromStdString(step.edits.front().image))
                       : LabelEdits::tr("%1 not verified")
                             .arg(QString::fromStdString(step.edits.front().image));
        default:
            return LabelEdits::tr("change of %1").arg(QString::fromStdString(step.edits.front().image));
    }
    return {};
}

}  // namespace priorscope
