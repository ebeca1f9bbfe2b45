// Look and behaviour of tables.
#pragma once

#include <QTableView>
#include <QWidget>

namespace priorscope {

/// Selection of single rows, no grid, row height of the theme.
void setUpTable(QTableView& table);

/// Wraps the table in a container, so that its first column starts at the panel's margin.
/// @param ground  background of the container: "base" or "window"
QWidget* indentedTable(QTableView* table, const char* ground);

}  // namespace priorscope
