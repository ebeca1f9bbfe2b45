// The detection thresholds as sliders: in one row if there is room, otherwise in two.
#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "core/detection/detection.hpp"

class QGridLayout;
class QMenu;

namespace priorscope {

class Chip;
class ChoiceBox;
class LabeledSlider;
class ThemeManager;
struct Theme;

class ThresholdRow : public QWidget {
    Q_OBJECT

  public:
    explicit ThresholdRow(ThemeManager& themes, QWidget* parent = nullptr);

    DetectionOptions options() const;
    double matchIou() const;
    /// Moves NMS and top-k to a detector's own values, unless the user moved them away from those of the
    /// previous one.
    void follow(const DetectionOptions& before, const DetectionOptions& now);
    /// Moves the thresholds that are given.
    void set(std::optional<float> nms_iou, std::optional<float> min_score);
    void setMatchIou(double iou);
    /// Moves all but the matching IoU.
    void setOptions(const DetectionOptions& options);
    /// Marks the values to compare with; none: no marks.
    void setBaseline(const std::optional<DetectionOptions>& options, double match_iou);

    LabeledSlider* score() const { return m_score; }
    LabeledSlider* nms() const { return m_nms; }
    LabeledSlider* topK() const { return m_top_k; }
    LabeledSlider* match() const { return m_match; }
    ChoiceBox* nmsMode() const { return m_nms_mode; }
    /// "Pin": whether the current state is kept to compare with.
    Chip* pin() const { return m_pin; }
    /// Opens a menu of thresholds on the score; its owner fills suggestions() when it is about to show.
    Chip* suggest() const { return m_suggest; }
    QMenu* suggestions() const { return m_suggestions; }
    /// Opens a menu of lower floors, which its owner fills, while it is offered.
    Chip* lower() const { return m_lower; }
    void offerLower(bool on);
    /// The score where the candidates end.
    void setFloor(float floor);

    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void changed();

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    std::vector<LabeledSlider*> sliders() const { return {m_score, m_nms, m_top_k, m_match}; }
    void buildSliders(const Theme& theme);
    void buildChips();
    void arrange();
    std::vector<QWidget*> inOrder() const;
    /// Width that so many columns need, pixels.
    int neededWidth(int columns) const;

    QGridLayout* m_grid = nullptr;
    int m_columns = 0;
    LabeledSlider* m_score = nullptr;
    LabeledSlider* m_nms = nullptr;
    LabeledSlider* m_top_k = nullptr;
    LabeledSlider* m_match = nullptr;
    ChoiceBox* m_nms_mode = nullptr;
    QWidget* m_chips = nullptr;
    Chip* m_pin = nullptr;
    Chip* m_suggest = nullptr;
    QMenu* m_suggestions = nullptr;
    Chip* m_lower = nullptr;
};

}  // namespace priorscope
