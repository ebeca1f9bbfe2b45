// The table of the classes.
#pragma once

class QTableView;
class QWidget;

namespace priorscope {

class ClassTableModel;

/// Sorted by average precision, the lowest first, until the user sorts it otherwise.
QTableView* classTable(ClassTableModel& model, QWidget* parent);

}  // namespace priorscope
