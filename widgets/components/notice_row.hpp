// What the lines have in common that tell something above a view.
#pragma once

#include <QHBoxLayout>
#include <QToolButton>

namespace priorscope {

/// The look of such a line, and where its parts go.
QHBoxLayout* noticeRow(QWidget& notice);
/// Its button at the end: "Hide this message".
QToolButton* closeButton(QWidget& notice);

}  // namespace priorscope
