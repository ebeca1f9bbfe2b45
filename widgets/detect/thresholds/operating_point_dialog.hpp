// Asks from which scores the detections of a detector shall count.
#pragma once

#include <QDialog>
#include <memory>

#include "core/evaluation/rescoring/chosen_scores.hpp"
#include "widgets/detect/split/live_scores.hpp"

class QComboBox;
class QLabel;
class QPushButton;

namespace priorscope {

class ChosenScoreModel;
class NumberField;

class OperatingPointDialog : public QDialog {
    Q_OBJECT

  public:
    /// @param counted  the state whose NMS and top-k the point has; never null
    /// @param curves   of it; never null
    /// @param kept     what is kept with the checkpoint so far
    OperatingPointDialog(std::shared_ptr<const LiveCounted> counted, std::shared_ptr<const LiveCurves> curves,
                         const std::optional<OperatingPoint>& kept, QWidget* parent);

    ScoreChoice choice() const;
    void setChoice(const ScoreChoice& choice);
    /// Without where it was chosen.
    OperatingPoint point() const;
    ChosenScoreModel* scores() const { return m_model; }
    /// Why nothing can be kept, and what the figures leave open; else empty.
    QString note() const;
    QPushButton* saveButton() const { return m_save; }
    /// Null if nothing is kept so far.
    QPushButton* forgetButton() const { return m_forget; }

  Q_SIGNALS:
    /// What is kept shall be removed; the dialog is closed.
    void forgetWanted();

  private:
    void build(const std::optional<OperatingPoint>& kept);
    void refresh();

    std::shared_ptr<const LiveCounted> m_counted;
    std::shared_ptr<const LiveCurves> m_curves;
    ChosenScores m_chosen;
    QComboBox* m_aims = nullptr;
    QLabel* m_precision_label = nullptr;
    NumberField* m_precision = nullptr;
    NumberField* m_score = nullptr;
    ChosenScoreModel* m_model = nullptr;
    QLabel* m_note = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_forget = nullptr;
};

}  // namespace priorscope
