// Sizes, places and numbers of the objects, beside each other; what is chosen in them becomes part of the
// filter.
#pragma once

#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "core/dataset/distributions.hpp"
#include "widgets/jobs/job_runner.hpp"

namespace priorscope {

class CountColumns;
class CountMap;
class BrushedPlot;
class ThemeManager;
class Workbench;

class DatasetPlots : public QWidget {
    Q_OBJECT

  public:
    DatasetPlots(Workbench& workbench, ThemeManager& themes, QWidget* parent = nullptr);

    CountMap* sizes() const { return m_sizes; }
    CountMap* places() const { return m_places; }
    CountColumns* objects() const { return m_objects; }
    bool isRunning() const { return m_runner.isRunning(); }

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    /// What a plot made of the filter, and where it is outlined.
    struct Brush {
        BrushedPlot* plot = nullptr;
        std::vector<FilterField> fields{};
        std::vector<FilterCondition> conditions{};
        QRect cells{};
    };
    void addPlot(BrushedPlot* plot, const QString& title, const QString& subtitle,
                 std::vector<FilterField> fields);
    void compute();
    void showFound(const DatasetDistributions& found);
    void showSizes(const CountedCells& counts);
    void showPlaces(const CountedCells& counts);
    std::vector<FilterCondition> conditionsOf(const BrushedPlot* plot, const QRect& cells) const;
    void take(Brush& brush, const std::optional<QRect>& cells);
    /// Outlines what the filter still has of them.
    void followFilter();

    Workbench& m_workbench;
    ThemeManager& m_themes;
    CountMap* m_sizes = nullptr;
    CountMap* m_places = nullptr;
    CountColumns* m_objects = nullptr;
    std::vector<Brush> m_brushes;
    int m_first_bin = 0;  ///< of PixelBins: the first one that the map of sizes shows
    bool m_is_stale = true;
    JobRunner m_runner;
};

}  // namespace priorscope
