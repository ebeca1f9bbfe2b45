// The form of a new run: edits the draft and marks its problems.
#pragma once

#include <QHash>
#include <QString>
#include <QWidget>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "core/training/plan/run_draft.hpp"
#include "widgets/components/path_field.hpp"
#include "widgets/training/form/option_rows.hpp"

class QComboBox;
class QGridLayout;
class QLabel;
class QToolButton;

namespace priorscope {

class EstimateButton;
class JobList;
class RunDocument;
class WholeNumberField;
class Workbench;

class TrainingForm : public QWidget {
    Q_OBJECT

  public:
    /// @param workbench, document  must outlive it; their detectors and splits are offered
    /// @param jobs                 shows the measurement of a step; must outlive it
    TrainingForm(Workbench& workbench, RunDocument& document, JobList& jobs, QWidget* parent = nullptr);

    /// What an option is called in the form; its key if it has no row there.
    static QString labelOf(const std::string& key);

    void setRunsFolder(const QString& folder);
    QString runsFolder() const;
    /// The weights file to start from; empty: random initialisation.
    void setWeights(const QString& file);
    QString weights() const;

    /// While a run is in progress, the form is disabled and does not follow the draft, which may be changed
    /// for the next run, also by opening another dataset.
    void hold();
    /// Shows the run in progress, and holds.
    void showRun(const DetectorSpec& spec, const TrainingOptions& options);
    /// Shows and edits the draft again.
    void showDraft();

    void setModel(const QString& preset);
    QString model() const;
    /// The problems of the draft, and of editor contents that could not be applied to it; also marks the
    /// fields. A mark disappears with its problem.
    std::vector<Problem> validate();
    /// The message below a field, named by its JSON key; empty: none.
    QString mark(const QString& field) const;
    /// The editor of a field, named by its JSON key; for tests and focus.
    QWidget* editor(const QString& field) const;

  Q_SIGNALS:
    void runsFolderChanged(const QString& folder);
    void samplesRequested();  ///< to see them, or not any more
    void ratesRequested();    ///< likewise, to look for a learning rate

  private:
    struct OptionText {
        std::string key;
        QString label;
        QString tool_tip;
    };

    /// A row for an option that is a path.
    struct PathText {
        QString key;
        QString label;
        QString tool_tip;
        QString title;    ///< of the dialog
        QString without;  ///< shown where it is empty
        std::string TrainingOptions::*member = nullptr;
        PathField::Kind kind = PathField::Kind::file;
        QString filter{};
    };
    struct PathRow {
        QString key;
        PathField* field = nullptr;
        std::string TrainingOptions::*member = nullptr;
        PathField::Kind kind = PathField::Kind::file;
    };

    QWidget* buildBasic();
    /// Rows that are hidden until the button above them is pressed.
    struct Section {
        QToolButton* button = nullptr;
        QWidget* rows = nullptr;
    };
    Section buildSection(const QString& title, const std::vector<OptionText>& texts,
                         const std::vector<PathText>& paths = {});
    static std::vector<OptionText> changeTexts();
    static std::vector<OptionText> learningTexts();
    static std::vector<OptionText> lossTexts();
    static std::vector<OptionText> stageTexts();
    /// The texts of every section, and of the rows that are always there.
    static std::vector<OptionText> allTexts();
    void showSet(const AugmentationOptions& augmentation);
    void addRow(QGridLayout* grid, const QString& field, const QString& label, const QString& tool_tip,
                QWidget* editor);
    /// Adds the rows of options whose editors are derived from the option table.
    void addOptions(QGridLayout* grid, const std::vector<OptionText>& texts);
    static std::vector<OptionText> basicTexts();
    static std::vector<OptionText> advancedTexts();
    QWidget* buildLength();
    QWidget* buildFolder();
    PathField* addPath(QGridLayout* grid, const PathText& text);
    static PathText weightsText();
    static std::vector<PathText> samplingTexts();
    void follow();
    void fillSplits(const TrainingOptions& options);
    void fillPriors(const RunDraft& draft, const DetectorSpec& spec);
    /// Updates the editors with what has changed in the draft.
    void refresh();
    void show(const RunDraft& draft, const DetectorSpec& spec);
    void refreshOptions(const TrainingOptions& options);
    std::vector<Problem> markProblems();
    /// Updates the marks, if there are any.
    void remark();
    void bringIntoSight(QWidget* editor);
    void edit(const QString& field, const std::function<void(RunDraft&)>& change);
    void takeOption(const QString& field);
    void takeLength();
    void takeRecipe(int index);
    void showRecipe(const RunDraft& draft);
    /// Images that the draft trains on; 0 without a dataset.
    std::int64_t trainedImages() const;
    void showEstimate(const DetectorSpec& spec, const TrainingOptions& options);
    /// Tells where images that are validated on are trained on, too.
    void showSharedImages(const TrainingOptions& options);
    /// Greys what changes nothing with the other options as they are.
    void showEffects(const TrainingOptions& options);

    Workbench& m_workbench;
    RunDocument& m_document;
    JobList& m_jobs;
    OptionRows m_rows;
    QHash<QString, QString> m_labels;          ///< of the fields; undo steps are named after them
    std::optional<TrainingOptions> m_shown{};  ///< options, as last shown
    bool m_is_refreshing = false;
    bool m_is_held = false;    ///< a run is in progress
    bool m_is_marked = false;  ///< some field has a mark
    QComboBox* m_model = nullptr;
    QComboBox* m_recipe = nullptr;
    QComboBox* m_priors = nullptr;
    QComboBox* m_resize = nullptr;
    QComboBox* m_split = nullptr;
    QComboBox* m_val_split = nullptr;
    QLabel* m_val_note = nullptr;
    /// What the note was worked out for: the dataset, the splits to train on and to validate on.
    std::tuple<std::shared_ptr<const Dataset>, std::string, std::string> m_noted{};
    QComboBox* m_unit = nullptr;
    WholeNumberField* m_length = nullptr;
    std::vector<PathRow> m_paths{};
    PathField* m_weights = nullptr;
    PathField* m_folder = nullptr;
    EstimateButton* m_estimate = nullptr;
    std::vector<Section> m_sections{};
};

}  // namespace priorscope
