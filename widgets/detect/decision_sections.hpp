// What stands behind the selected detection or missed object: class scores, what it suppressed, what to try.
#pragma once

#include <QColor>
#include <QString>
#include <QWidget>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/evaluation/rescoring/decision.hpp"
#include "widgets/theme/theme.hpp"

class QLabel;
class QPushButton;

namespace priorscope {

/// Names, bars and figures of a few class scores; what they lack to 1 is told as well.
class ClassScoreBars : public QWidget {
    Q_OBJECT

  public:
    struct Row {
        QString name;
        QColor color;
        double score = 0.0;
        bool is_most = false;  ///< it may be less
    };

    explicit ClassScoreBars(const Theme& theme, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setRows(std::vector<Row> rows);
    const std::vector<Row>& rows() const { return m_rows; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Theme m_theme;
    std::vector<Row> m_rows;
};

class DecisionSections : public QWidget {
    Q_OBJECT

  public:
    /// @param name, color  of a label
    explicit DecisionSections(const Theme& theme, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setClasses(std::function<QString(int)> name, std::function<QColor(int)> color);

    void showNothing();
    /// @param object_names  of the image: "person 2"
    void showDetection(const ExplainedImage& image, const Detection& detection,
                       const std::vector<QString>& object_names);
    void showMissed(const ExplainedImage& image, std::size_t object);

    ClassScoreBars* scores() const { return m_scores; }
    QPushButton* attempt() const { return m_attempt; }
    /// The paragraph of the explanation.
    QString text() const;
    /// At which thresholds the verdict turns; empty: nothing is known of it.
    QString turns() const;
    /// What mean AP gains if what is shown is mended alone, as a fraction; none or 0: nothing is said. Until
    /// something else is shown.
    void setCost(std::optional<float> cost);
    QString cost() const;

  Q_SIGNALS:
    /// A threshold that would turn the verdict: set one of them.
    void attempted(std::optional<float> nms_iou, std::optional<float> min_score);

  private:
    void showScores(const ExplainedImage& image, const Candidate& candidate);
    void showTurns(const ExplainedImage& image, const Detection& detection);
    void offer(std::optional<float> nms_iou, std::optional<float> min_score);
    QString describe(const Candidate& candidate) const;

    std::function<QString(int)> m_name;
    std::function<QColor(int)> m_color;
    std::optional<float> m_nms_iou;
    std::optional<float> m_min_score;
    QLabel* m_text = nullptr;
    QLabel* m_turns = nullptr;
    QLabel* m_cost = nullptr;
    QPushButton* m_attempt = nullptr;
    QLabel* m_scores_title = nullptr;
    ClassScoreBars* m_scores = nullptr;
};

}  // namespace priorscope
