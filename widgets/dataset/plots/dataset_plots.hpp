// Sizes, places and numbers of the objects and images, beside each other; what is chosen in them becomes part
// of the filter.
#pragma once

#include <QByteArray>
#include <QWidget>
#include <map>
#include <set>
#include <vector>

#include "widgets/dataset/plots/plot_choice.hpp"
#include "widgets/jobs/job_runner.hpp"

class QMenu;

namespace priorscope {

class BrightnessFigures;
class PlotSlot;
class ThemeManager;
class Workbench;

class DatasetPlots : public QWidget {
    Q_OBJECT

  public:
    static constexpr std::size_t kSlots = 3;

    /// @param brightness  must outlive it
    DatasetPlots(Workbench& workbench, ThemeManager& themes, BrightnessFigures& brightness,
                 QWidget* parent = nullptr);

    PlotSlot* slot(std::size_t index) const { return m_slots.at(index); }
    /// A kind stands in one place at most: where it stands elsewhere, both change places.
    void setKind(std::size_t slot, PlotKind kind);
    /// The plots of the shown images against those of another split, or with a tag.
    struct Against {
        QString split{};
        QString tag{};
        bool operator==(const Against&) const = default;
    };
    /// @param against  neither: all images of the split
    void compareWith(const Against& against);
    const Against& against() const { return m_against; }

    /// Which plots stand where, and with what they compare.
    QByteArray session() const;
    void restoreSession(const QByteArray& session);
    bool isRunning() const { return m_runner.isRunning(); }

  Q_SIGNALS:
    void sessionChanged();

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void addSlot(PlotKind kind);
    void fillMenu(QMenu* menu);
    void keepAgainst();
    void wantBrightness();
    void goStale();
    void compute();
    void showFound();
    void take(const PlotSlot& slot, const QRect& cells);
    void giveUp(PlotKind kind);
    /// Outlines what the filter still has of the choices.
    void followFilter();
    bool shows(PlotKind kind) const;

    Workbench& m_workbench;
    ThemeManager& m_themes;
    BrightnessFigures& m_brightness;
    std::vector<PlotSlot*> m_slots;
    std::map<PlotKind, PlotChoice> m_choices;
    Against m_chosen_against;  ///< also while it cannot be compared with
    Against m_against;
    PlotCounts m_counts;
    bool m_is_stale = true;
    JobRunner m_runner;
};

}  // namespace priorscope
