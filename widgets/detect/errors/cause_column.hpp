// One cause of errors: how many there are, what they cost, and the first of them.
#pragma once

#include <QAbstractButton>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "core/evaluation/rescoring/error_items.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

class ErrorGallery;
class Workbench;
struct LiveCounted;

/// Glyph, name and count above a bar, with the cost; a click asks for all errors of the cause.
class CauseHead : public QAbstractButton {
    Q_OBJECT

  public:
    CauseHead(Verdict verdict, const QString& name, const QString& meaning, const Theme& theme,
              QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// @param share     of the bar, [0, 1]
    /// @param delta_ap  in points of 100; nothing: not known (yet)
    void setFigures(std::optional<std::int64_t> count, double share, std::optional<double> delta_ap);
    QSize sizeHint() const override { return {120, 48}; }
    QSize minimumSizeHint() const override { return {72, 48}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Verdict m_verdict;
    Theme m_theme;
    std::optional<std::int64_t> m_count;
    double m_share = 0.0;
    std::optional<double> m_delta_ap;
};

class CauseColumn : public QWidget {
    Q_OBJECT

  public:
    CauseColumn(Verdict verdict, const QString& name, const QString& meaning, Workbench& workbench,
                const Theme& theme, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    CauseHead* head() const { return m_head; }
    ErrorGallery* gallery() const { return m_gallery; }

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    CauseHead* m_head = nullptr;
    ErrorGallery* m_gallery = nullptr;
};

}  // namespace priorscope
