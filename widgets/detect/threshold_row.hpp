// The thresholds of detections, as sliders: in one row where there is room, else in two.
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
    /// The slider of NMS goes to a detector's own, unless the user has chosen another than the one before.
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
