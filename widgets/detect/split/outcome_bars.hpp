// How many detections of the evaluated split are correct, how many are wrong and why, and how many objects
// were missed.
#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "core/evaluation/verdicts.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

class OutcomeBars : public QWidget {
    Q_OBJECT

  public:
    explicit OutcomeBars(const Theme& theme, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setCounts(const std::optional<VerdictCounts>& counts);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

  private:
    struct Row {
        QColor color;
        QString glyph;
        QString name;
        QString meaning;
        std::int64_t count = 0;
    };
    std::vector<Row> rows() const;

    Theme m_theme;
    std::optional<VerdictCounts> m_counts;
};

}  // namespace priorscope
