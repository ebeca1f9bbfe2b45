#include "widgets/components/path_field.hpp"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace priorscope {

PathField::PathField(Kind kind, const QString& title, const QString& filter, QWidget* parent)
    : QWidget(parent), m_kind(kind), m_title(title), m_filter(filter), m_edit(new QLineEdit(this)) {
    m_edit->setProperty("compact", true);
    auto* button = new QToolButton(this);
    button->setText(tr("…"));
    button->setProperty("framed", true);
    button->setToolTip(title);
    button->setAccessibleName(title);
    connect(button, &QToolButton::clicked, this, &PathField::choose);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_edit, 1);
    row->addWidget(button);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textChanged, m_edit, &QWidget::setToolTip);
    connect(m_edit, &QLineEdit::textChanged, this, &PathField::changed);
    connect(m_edit, &QLineEdit::editingFinished, this, &PathField::finished);
}

QString PathField::path() const {
    return m_edit->text().trimmed();
}

void PathField::setPath(const QString& path) {
    m_edit->setText(path);
}

void PathField::choose() {
    const QString path = m_kind == Kind::folder
                             ? QFileDialog::getExistingDirectory(this, m_title, this->path())
                             : QFileDialog::getOpenFileName(this, m_title, this->path(), m_filter);
    if (!path.isEmpty()) {
        setPath(path);
        Q_EMIT finished();
    }
}

}  // namespace priorscope
