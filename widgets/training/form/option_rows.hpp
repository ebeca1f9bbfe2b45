// Rows of an options form: a label, an editor that suits the option, and the problem with its value.
#pragma once

#include <QHash>
#include <QObject>
#include <QString>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <vector>

#include "core/base/error.hpp"

class QGridLayout;
class QLabel;
class QLineEdit;
class QWidget;

namespace priorscope {

class WholeNumberField;
struct OptionInfo;

/// Values go in and out as JSON, in the form of the option's key; text that is not a number is returned as
/// NaN, which no range allows.
class OptionRows : public QObject {
    Q_OBJECT

  public:
    /// @param form  parent of the rows' widgets
    explicit OptionRows(QWidget* form);

    /// A grid for rows, in a widget of its own.
    QGridLayout* newGrid(QWidget* parent) const;
    /// Adds a row whose editor is derived from the option: its kind, range and choices.
    /// @param value   initial value
    /// @param editor  used instead of the derived one, of the same kind; null: none
    void add(QGridLayout* grid, const OptionInfo& info, const QString& label, const QString& tool_tip,
             const nlohmann::json& value, QWidget* editor = nullptr);
    /// Adds a row with a custom editor.
    void add(QGridLayout* grid, const QString& field, const QString& label, const QString& tool_tip,
             QWidget* editor);

    /// Whether a row's editor is derived from the option.
    bool isOptionRow(const std::string& field) const;
    /// Of such a row: whether the content of the editor is a value of the option's kind.
    bool hasValidValue(const std::string& field) const;
    /// Why the text of such a row could mean several numbers; empty: it could not.
    QString ambiguity(const std::string& field) const;
    /// Of a row whose editor is derived from the option.
    nlohmann::json value(const std::string& field) const;
    void setValue(const std::string& field, const nlohmann::json& value);
    /// Of a row with a number: an empty field stands for `unset`, and shows what that amounts to.
    void setFallback(const std::string& field, double unset, double shown);
    /// Greys a row whose option changes nothing as the others are.
    void setInUse(const std::string& field, bool is_in_use);
    QWidget* editor(const QString& field) const;

    /// Shows each problem below its field, and none elsewhere.
    void mark(const std::vector<Problem>& problems);
    /// The problem shown below a field; empty: none.
    QString markOf(const QString& field) const;

  Q_SIGNALS:
    void edited(const QString& field);  ///< also emitted by setValue()
    void finished();                    ///< the edits of a field so far belong to one undo step

  private:
    struct Row {
        QWidget* editor = nullptr;
        QLabel* mark = nullptr;
        QLabel* name = nullptr;
        bool of_option = false;
        std::optional<double> unset{};  ///< what an empty field stands for
    };

    void follow(QWidget* editor, const QString& field);
    QWidget* newEditor(const OptionInfo& info);
    WholeNumberField* newSpinBox(const OptionInfo& info);

    QWidget* m_form;
    QHash<QString, Row> m_rows;
};

}  // namespace priorscope
