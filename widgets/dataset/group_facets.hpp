// Objects by size and shape: how many are shown, and a click that shows one group alone.
#pragma once

#include <QAbstractButton>
#include <QWidget>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/dataset/object_groups.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

class ThemeManager;
class Workbench;

/// A row with two counts, as long as the columns beside it are wide.
class CountRow : public QAbstractButton {
    Q_OBJECT

  public:
    CountRow(const QString& text, const Theme& theme, QWidget* parent);
    void setTheme(const Theme& theme);
    void setCounts(std::int64_t shown, std::int64_t all);
    /// Of one count, pixels.
    void setColumn(int width);
    /// What its counts need.
    int columnWidth() const;
    QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    Theme m_theme;
    std::int64_t m_shown = 0;
    std::int64_t m_all = 0;
    int m_column = 40;
};

class GroupFacets : public QWidget {
    Q_OBJECT

  public:
    GroupFacets(Workbench& workbench, ThemeManager& themes, QWidget* parent = nullptr);
    CountRow* row(ObjectGroup group) const { return m_rows.at(static_cast<std::size_t>(group)); }
    /// @param least  of one count, pixels
    void setColumn(int least);
    bool isRunning() const { return m_runner.isRunning(); }

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    struct Counts {
        std::shared_ptr<const Dataset> dataset;
        GroupCounts shown{};
        GroupCounts all{};
    };
    void count();
    void toggle(ObjectGroup group);
    void followFilter();

    Workbench& m_workbench;
    std::vector<CountRow*> m_rows;  ///< in the order of ObjectGroup
    int m_column = 0;
    bool m_is_stale = true;
    JobRunner m_runner;
};

}  // namespace priorscope
