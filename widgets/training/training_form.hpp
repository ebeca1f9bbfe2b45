// The form of a new run: edits the draft and marks what it says is wrong with it.
#pragma once

#include <QHash>
#include <QString>
#include <QWidget>
#include <functional>
#include <optional>
#include <vector>

#include "core/training/run_draft.hpp"
#include "widgets/training/option_rows.hpp"

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace priorscope {

class RunDocument;
class Workbench;

class TrainingForm : public QWidget {
    Q_OBJECT

  public:
    /// @param workbench, document  outlive it; the detectors and splits that they have are offered
    TrainingForm(Workbench& workbench, RunDocument& document, QWidget* parent = nullptr);

    void setRunsFolder(const QString& folder);
    QString runsFolder() const;
    /// The file of weights to start from; empty: random ones.
    void setWeights(const QString& file);
    QString weights() const;

    void setModel(const QString& preset);
    QString model() const;
    /// What is wrong with the draft, or with what stands in an editor and did not get into it; also marks the
    /// fields.
    std::vector<Problem> validate();
    /// The message under a field, spelt as in JSON; empty: none.
    QString mark(const QString& field) const;
    /// The editor of a field, spelt as in JSON; for tests and focus.
    QWidget* editor(const QString& field) const;

  Q_SIGNALS:
    void runsFolderChanged(const QString& folder);

  private:
    struct OptionText {
        std::string key;
        QString label;
        QString tool_tip;
    };

    QWidget* buildBasic();
    QWidget* buildAdvanced();
    void addRow(QGridLayout* grid, const QString& field, const QString& label, const QString& tool_tip,
                QWidget* editor);
    /// The rows of options whose editors follow from the table.
    void addOptions(QGridLayout* grid, const std::vector<OptionText>& texts);
    static std::vector<OptionText> basicTexts();
    static std::vector<OptionText> advancedTexts();
    QWidget* buildLength();
    QWidget* buildFolder();
    /// A line with a button that asks for what stands in it.
    QWidget* besideButton(QLineEdit* edit, const QString& tool_tip, void (TrainingForm::*choose)());
    QWidget* buildWeights();
    void follow();
    void fillSplits();
    void fillPriors();
    /// Brings what has changed in the draft into the editors.
    void refresh();
    void refreshOptions();
    void edit(const QString& field, const std::function<void(RunDraft&)>& change);
    void takeOption(const QString& field);
    void takeLength();
    void chooseFolder();
    void chooseWeights();

    Workbench& m_workbench;
    RunDocument& m_document;
    OptionRows m_rows;
    QHash<QString, QString> m_labels;          ///< of the fields, as steps of undo are named
    std::optional<TrainingOptions> m_shown{};  ///< of the draft, as last shown
    bool m_is_refreshing = false;
    QComboBox* m_model = nullptr;
    QComboBox* m_priors = nullptr;
    QComboBox* m_resize = nullptr;
    QComboBox* m_split = nullptr;
    QComboBox* m_val_split = nullptr;
    QComboBox* m_unit = nullptr;
    QSpinBox* m_length = nullptr;
    QLineEdit* m_weights = nullptr;
    QLineEdit* m_folder = nullptr;
    QToolButton* m_advanced_button = nullptr;
    QWidget* m_advanced = nullptr;
};

}  // namespace priorscope
