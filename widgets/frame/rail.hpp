// The narrow column at the left that switches between workspaces.
#pragma once

#include <QAbstractButton>
#include <QButtonGroup>
#include <QVBoxLayout>
#include <QWidget>

#include "widgets/theme/theme.hpp"

namespace priorscope {

/// Icon above label; the active one has a background and a 3-pixel bar at its left.
class RailButton : public QAbstractButton {
    Q_OBJECT

  public:
    RailButton(const QString& icon_name, const QString& label, const Theme& theme, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QString m_icon_name;
    Theme m_theme;
};

class Rail : public QWidget {
    Q_OBJECT

  public:
    explicit Rail(const Theme& theme, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// The button at the top, as high as the context bar.
    void setTopWidget(QWidget* widget);
    void addWorkspace(const QString& icon_name, const QString& label, const QString& tool_tip);
    /// Added at the bottom, from top to bottom.
    void addBottomWidget(QWidget* widget);
    /// Emits no signal.
    void setCurrent(int index);
    QAbstractButton* button(int index) const { return m_group->button(index); }

  Q_SIGNALS:
    void chosen(int index);

  private:
    Theme m_theme;
    QButtonGroup* m_group = nullptr;
    QVBoxLayout* m_top = nullptr;
    QVBoxLayout* m_workspaces = nullptr;
    QVBoxLayout* m_bottom = nullptr;
    QList<RailButton*> m_buttons;
};

}  // namespace priorscope
