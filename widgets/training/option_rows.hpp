// Rows of a form of options: a label, an editor that suits the option, and what is wrong with its value.
#pragma once

#include <QHash>
#include <QObject>
#include <QString>
#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "core/base/error.hpp"

class QGridLayout;
class QLabel;
class QLineEdit;
class QSpinBox;
class QWidget;

namespace priorscope {

struct OptionInfo;

/// Values go in and out as JSON, as the option's key would have them; a text that is no number comes out as
/// NaN, which no range admits.
class OptionRows : public QObject {
    Q_OBJECT

  public:
    /// @param form  parent of what the rows show
    explicit OptionRows(QWidget* form);

    /// A grid for rows, in a widget of its own.
    QGridLayout* newGrid(QWidget* parent) const;
    /// A row whose editor follows from the option: its kind, range and choices.
    /// @param value   shown first
    /// @param editor  in place of that one, of the same kind; null: none
    void add(QGridLayout* grid, const OptionInfo& info, const QString& label, const QString& tool_tip,
             const nlohmann::json& value, QWidget* editor = nullptr);
    /// A row with another editor.
    void add(QGridLayout* grid, const QString& field, const QString& label, const QString& tool_tip,
             QWidget* editor);

    /// Whether a row's editor follows from the option.
    bool takesOption(const std::string& field) const;
    /// Of such a row: whether what stands in the editor is a value of the option's kind.
    bool reads(const std::string& field) const;
    /// Of a row whose editor follows from the option.
    nlohmann::json value(const std::string& field) const;
    void setValue(const std::string& field, const nlohmann::json& value);
    QWidget* editor(const QString& field) const;

    /// Shows each problem under its field, and none elsewhere.
    void mark(const std::vector<Problem>& problems);
    /// Empty: none.
    QString markOf(const QString& field) const;

  Q_SIGNALS:
    void edited(const QString& field);  ///< also by setValue()
    void finished();                    ///< the edits of a field so far belong together

  private:
    struct Row {
        QWidget* editor = nullptr;
        QLabel* mark = nullptr;
        bool of_option = false;
    };

    void follow(QWidget* editor, const QString& field);
    QWidget* newEditor(const OptionInfo& info);
    QSpinBox* newSpinBox(const OptionInfo& info);

    QWidget* m_form;
    QHash<QString, Row> m_rows;
};

}  // namespace priorscope
