#include "widgets/components/name_picker.hpp"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/theme/theme.hpp"

namespace priorscope {
namespace {

constexpr int kWidth = 224;
constexpr int kMostRows = 12;
constexpr int kNameRole = Qt::UserRole + 1;

}  // namespace

NamePicker::NamePicker(const QString& what, const QString& list_name, const QString& added, QWidget* parent)
    : QFrame(parent, Qt::Popup), m_added(added) {
    setFrameShape(QFrame::StyledPanel);
    m_field = new QLineEdit(this);
    m_field->setPlaceholderText(what);
    m_field->setAccessibleName(what);
    m_field->setToolTip(tr("Enter takes the marked name, Up and Down mark another, Escape takes none"));
    m_field->installEventFilter(this);
    m_list = new QListWidget(this);
    m_list->setAccessibleName(list_name);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kGap, Metrics::kGap, Metrics::kGap, Metrics::kGap);
    column->setSpacing(Metrics::kGap);
    column->addWidget(m_field);
    column->addWidget(m_list);
    connect(m_field, &QLineEdit::textChanged, this, &NamePicker::narrow);
    connect(m_field, &QLineEdit::returnPressed, this, &NamePicker::take);
    connect(m_list, &QListWidget::itemClicked, this, &NamePicker::take);
}

void NamePicker::open(const QStringList& names, const QString& marked, const QPoint& place) {
    m_names = names;
    m_field->clear();
    narrow();
    if (const auto row = names.indexOf(marked); row >= 0) {
        m_list->setCurrentRow(static_cast<int>(row));
    }
    const int rows = std::clamp(static_cast<int>(names.size()), 3, kMostRows);
    const int row_height = std::max(m_list->sizeHintForRow(0), m_field->fontMetrics().height() + 6);
    m_list->setFixedHeight(rows * row_height + 2 * m_list->frameWidth());
    setFixedWidth(kWidth);
    adjustSize();
    const QRect screen = parentWidget()->screen()->availableGeometry();
    move(std::clamp(place.x(), screen.left(), std::max(screen.left(), screen.right() - width())),
         std::clamp(place.y(), screen.top(), std::max(screen.top(), screen.bottom() - height())));
    show();
    m_field->setFocus(Qt::PopupFocusReason);
}

/// The name that is typed comes first, then those that begin with it, then those that contain it; the new
/// name comes last, or first where that is preferred.
void NamePicker::narrow() {
    const QString text = m_field->text().trimmed();
    QStringList names;
    QStringList containing;
    for (const QString& name : m_names) {
        if (name.startsWith(text, Qt::CaseInsensitive)) {
            names << name;
        } else if (name.contains(text, Qt::CaseInsensitive)) {
            containing << name;
        }
    }
    names << containing;
    if (names.removeOne(text)) {
        names.prepend(text);
    }
    m_list->clear();
    for (const QString& name : names) {
        auto* item = new QListWidgetItem(name, m_list);
        item->setData(kNameRole, name);
    }
    if (!text.isEmpty() && !m_names.contains(text)) {
        auto* item = new QListWidgetItem(m_added.arg(text));
        item->setData(kNameRole, text);
        m_list->insertItem(m_prefers_new ? 0 : m_list->count(), item);
    }
    m_list->setCurrentRow(m_prefers_new && text.isEmpty() ? -1 : 0);
}

void NamePicker::take() {
    const QListWidgetItem* item = m_list->currentItem();
    if (item == nullptr) {
        return;
    }
    const QString name = item->data(kNameRole).toString();
    hide();
    Q_EMIT picked(name);
}

bool NamePicker::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0 && m_list->count() > 0) {
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_list->count() - 1));
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void NamePicker::hideEvent(QHideEvent* event) {
    QFrame::hideEvent(event);
    Q_EMIT closed();
}

}  // namespace priorscope
