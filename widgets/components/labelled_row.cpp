#include "widgets/components/labelled_row.hpp"

#include <QGridLayout>
#include <QLabel>

namespace priorscope {

void addLabelledRow(QGridLayout* grid, const QString& text, QWidget* editor, const QString& tool_tip) {
    auto* label = new QLabel(text);
    label->setBuddy(editor);
    editor->setToolTip(tool_tip);
    editor->setAccessibleName(QString(text).remove(QLatin1Char('&')));
    const int row = grid->rowCount();
    grid->addWidget(label, row, 0);
    grid->addWidget(editor, row, 1);
}

}  // namespace priorscope
