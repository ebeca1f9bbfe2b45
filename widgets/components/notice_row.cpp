#include "widgets/components/notice_row.hpp"

#include <QCoreApplication>

#include "widgets/theme/theme.hpp"

namespace priorscope {
namespace {

struct Notices {
    Q_DECLARE_TR_FUNCTIONS(Notices)
};

}  // namespace

QHBoxLayout* noticeRow(QWidget& notice) {
    notice.setAttribute(Qt::WA_StyledBackground);
    notice.setProperty("ground", "base");
    notice.setProperty("line", "bottom");
    auto* row = new QHBoxLayout(&notice);
    row->setContentsMargins(Metrics::kMargin, 6, Metrics::kGap, 6);
    row->setSpacing(Metrics::kGap);
    return row;
}

QToolButton* closeButton(QWidget& notice) {
    auto* close = new QToolButton(&notice);
    close->setText(QStringLiteral("×"));
    close->setToolTip(Notices::tr("Hide this message"));
    close->setAccessibleName(close->toolTip());
    return close;
}

}  // namespace priorscope
