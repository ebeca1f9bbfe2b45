// The detection thresholds as sliders: in one row if there is room, otherwise in two.
#pragma once

#include <QWidget>
#include <vector>

#include "core/detection/detection.hpp"

class QGridLayout;

namespace priorscope {

class LabeledSlider;
class ThemeManager;

class ThresholdRow : public QWidget {
    Q_OBJECT

  public:
    explicit ThresholdRow(ThemeManager& themes, QWidget* parent = nullptr);

    DetectionOptions options() const;
    double matchIou() const;
    /// Moves the NMS slider to the detector's own value, unless the user moved it away from the previous one.
    void followNms(float before, float now);

    LabeledSlider* score() const { return m_score; }
    LabeledSlider* nms() const { return m_nms; }
    LabeledSlider* topK() const { return m_top_k; }
    LabeledSlider* match() const { return m_match; }

  Q_SIGNALS:
    void changed();

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    std::vector<LabeledSlider*> sliders() const { return {m_score, m_nms, m_top_k, m_match}; }
    void arrange();

    QGridLayout* m_grid = nullptr;
    int m_columns = 0;
    LabeledSlider* m_score = nullptr;
    LabeledSlider* m_nms = nullptr;
    LabeledSlider* m_top_k = nullptr;
    LabeledSlider* m_match = nullptr;
};

}  // namespace priorscope
