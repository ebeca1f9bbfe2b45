// A part of a workspace: a head of 32 pixels with title, legend and tools, and content under it.
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
    /// Beside the title, in the second colour: a count, a file name.
    void setSubtitle(const QString& subtitle);
    /// Between title and tools.
    void addLegend(QWidget* widget);
    /// At the right of the head, from left to right.
    void addTool(QWidget* widget);
    QToolButton* addTool(QAction* action);
    /// Room at the right of the tools.
    void addSpace(int pixels) { m_head->addSpacing(pixels); }
    /// The one widget under the head.
    void setContent(QWidget* content);
    /// Ground of the content: "base" for canvas, plot and table, "window" for controls (default).
    void setGround(const char* role);
    /// Under the head; hidden until shown.
    ErrorBanner* banner();

  private:
    void setTitleRoom();

    QHBoxLayout* m_head = nullptr;
    QVBoxLayout* m_column = nullptr;
    ElidedLabel* m_title = nullptr;
    ElidedLabel* m_subtitle = nullptr;
    QWidget* m_content = nullptr;
    ErrorBanner* m_banner = nullptr;
    int m_legend_end = 0;
};

/// A flat button of one icon, 28 px. followIcons gives it its picture.
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
/// Gives every IconButton below a widget (those of an action: by the name in its data) its icon of the theme,
/// now and at each change, as long as the widget lives. Call once, when the widget is built.
void followIcons(QWidget* widget, ThemeManager& themes);

/// A hairline that takes one pixel.
QWidget* hairline(Qt::Orientation orientation, QWidget* parent = nullptr);

}  // namespace priorscope
