// The form of a new run: edits a copy of the options and marks what they say is wrong with them.
#pragma once

#include <QString>
#include <QWidget>
#include <optional>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/priors/prior_config.hpp"
#include "core/training/training_options.hpp"
#include "widgets/training/option_rows.hpp"

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace priorscope {

class TrainingForm : public QWidget {
    Q_OBJECT

  public:
    /// @param families  whose detectors are offered
    explicit TrainingForm(DetectorFamilies families = detectorFamilies(), QWidget* parent = nullptr);

    /// Null: no dataset is open.
    void setDataset(const std::shared_ptr<const Dataset>& dataset);
    /// The layout of the Priors workspace, offered beside the model's own.
    void setPriorConfig(const PriorConfig& config);
    /// Offers the layout and chooses it.
    void usePriorConfig(const PriorConfig& config);
    void setRunsFolder(const QString& folder);
    QString runsFolder() const;
    /// The file of weights to start from; empty: random ones.
    void setWeights(const QString& file);
    QString weights() const;

    /// Shows a run's options, for example those of the run to start again from.
    void setModel(const QString& preset);
    QString model() const;
    DetectorSpec spec() const;
    TrainingOptions options() const;
    /// What is wrong now; also marks the fields.
    std::vector<Problem> validate();
    /// The message under a field, spelt as in JSON; empty: none.
    QString mark(const QString& field) const;
    /// The editor of a field, spelt as in JSON; for tests and focus.
    QWidget* editor(const QString& field) const;

  Q_SIGNALS:
    void runsFolderChanged(const QString& folder);
    void modelChanged(const QString& preset);
    void edited();

  private:
    struct OptionText {
        std::string key;
        QString label;
        QString tool_tip;
    };

    QWidget* buildBasic();
    QWidget* buildAdvanced();
    /// The rows of options whose editors follow from the table.
    void addOptions(QGridLayout* grid, const std::vector<OptionText>& texts);
    static std::vector<OptionText> basicTexts();
    static std::vector<OptionText> advancedTexts();
    QWidget* buildLength();
    QWidget* buildFolder();
    /// A line with a button that asks for what stands in it.
    QWidget* besideButton(QLineEdit* edit, const QString& tool_tip, void (TrainingForm::*choose)());
    void takeRecipe();
    void fillPriors();
    QWidget* buildWeights();
    void chooseFolder();
    void chooseWeights();

    DetectorFamilies m_families;
    std::shared_ptr<const Dataset> m_dataset;
    PriorConfig m_prior_config;
    OptionRows m_rows;
    QComboBox* m_model = nullptr;
    QComboBox* m_priors = nullptr;
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
