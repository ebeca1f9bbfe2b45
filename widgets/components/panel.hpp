// A part of a workspace: a 32-pixel head with title, legend and tools, and the content below it.
#pragma once

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidget>

#include "widgets/components/text.hpp"

namespace priorscope {

class ErrorBanner;

class Panel : public QWidget {
    Q_OBJECT

  public:
    explicit Panel(const QString& title, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    /// Where a title is too long: the end of a phrase is left out, or the middle of a file's name.
    void setTitleElideMode(Qt::TextElideMode mode);
    /// Shown beside the title in the secondary colour: a count, a file name.
    void setSubtitle(const QString& subtitle);
    /// Placed between title and tools.
    void addLegend(QWidget* widget);
    /// Placed at the right of the head, from left to right.
    void addTool(QWidget* widget);
    QToolButton* addTool(QAction* action);
    /// Adds space to the right of the tools added so far.
    void addSpace(int pixels) { m_head->addSpacing(pixels); }
    /// A line between head and content.
    void addBelowHead(QWidget* line) { m_column->insertWidget(1, line); }
    /// The single widget below the head.
    void setContent(QWidget* content);
    /// Background of the content: "base" for canvas, plot and table, "window" for controls (default).
    void setGround(const char* role);
    /// Below the head; hidden until an error is shown.
    ErrorBanner* banner();

  protected:
    /// Legend and subtitle shrink before the title does, down to this width, pixels.
    void setTitleRoom(int width) { m_title->setMinimumWidth(width); }
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void setTitleRoom();
    void fitSegments();

    QHBoxLayout* m_head = nullptr;
    QVBoxLayout* m_column = nullptr;
    ElidedLabel* m_title = nullptr;
    ElidedLabel* m_subtitle = nullptr;
    QWidget* m_content = nullptr;
    ErrorBanner* m_banner = nullptr;
    int m_legend_end = 0;
};

/// A flat 28-px icon button. followIcons() sets its icon.
class IconButton : public QToolButton {
    Q_OBJECT

  public:
    IconButton(const QString& icon_name, const QString& tool_tip, QWidget* parent = nullptr);
    const QString& iconName() const { return m_icon_name; }
    void setIconName(const QString& name) { m_icon_name = name; }

  private:
    QString m_icon_name;
};

class ThemeManager;
/// Sets the icon of every IconButton below a widget from the theme (for an action: by the name in its data),
/// now and after each theme change, as long as the widget lives. Call once, when the widget has been built.
void followIcons(QWidget* widget, ThemeManager& themes);

/// A line one pixel wide.
QWidget* hairline(Qt::Orientation orientation, QWidget* parent = nullptr);

}  // namespace priorscope
