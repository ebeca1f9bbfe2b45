// The runs of a folder, newest first.
#pragma once

#include <QAbstractTableModel>
#include <QDateTime>
#include <QHash>
#include <QPixmap>
#include <QString>
#include <QStringList>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/project/run_notes.hpp"
#include "core/training/run/curves.hpp"
#include "core/training/run/run_folder.hpp"

namespace priorscope {

/// State of a run.
enum class RunState {
    running,
    paused,
    finished,
    stopped,
    elsewhere,    ///< in another process
    interrupted,  ///< its process has ended without saving
    failed,
    queued,  ///< waits to be started
};

struct RunRow {
    QString name;
    QString folder;
    std::string id{};  ///< RunOverview::id; empty: not known yet
    QString model;
    QString priors;
    int batch_size = 0;
    int accumulate = 1;  ///< batches per step
    double learning_rate = 0.0;
    QDateTime started;
    RunSummary summary;
    RunState state = RunState::stopped;
    QString problem{};  ///< why it has failed
    qint64 queued = 0;  ///< its place among those that wait
};
/// What sets a run apart from the baseline.
struct RunDifference {
    std::vector<int> columns{};  ///< RunTableModel::Column: whose values differ
    QString others{};            ///< options that have no column, with their values
    std::optional<double>
        before_map{};    ///< the baseline's highest; none where the two must not be subtracted
    QString obstacle{};  ///< why they must not be; empty: they may be
};
/// The name of the prior layout; a dash if the family has no priors.
QString priorsName(const DetectorSpec& spec);

RunRow runRow(const RunOverview& record);

class RunTableModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column {
        NameColumn,
        ModelColumn,
        PriorsColumn,
        BatchColumn,
        RateColumn,
        StepsColumn,
        LossColumn,
        MapColumn,
        TimeColumn,
        StateColumn,
        OthersColumn,
        NotesColumn,
        ColumnCount
    };
    enum Role { SortRole = Qt::UserRole + 1, FolderRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setRuns(std::vector<RunRow> rows);
    /// Adds the run at the top, or updates its row.
    void updateRun(const RunRow& row);
    /// The run whose curves are dashed; empty: none.
    void setBaseline(const QString& folder);
    /// The runs whose boxes are ticked, in the order in which they were.
    const QStringList& overlaid() const { return m_overlaid; }
    void setOverlaid(const QStringList& folders);
    void setOverlaid(const QString& folder, bool overlaid);
    /// How a run's curves look, by its folder.
    void setSwatches(const QHash<QString, QPixmap>& swatches);
    /// @param differences  of a run, by its folder; asked for runs that are looked at, once each. Null: there
    /// is
    ///                     no baseline
    void setDifferences(std::function<std::optional<RunDifference>(const QString& folder)> differences);
    /// What the user writes about runs.
    void setNotes(const RunNotes& notes);
    /// Its row stays where it is.
    void renameRun(const QString& from, const QString& to);
    int rowOf(const QString& folder) const;
    const RunRow& row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

  Q_SIGNALS:
    void overlaidChanged();

  private:
    QString text(const RunRow& row, int column) const;
    QVariant sortValue(const RunRow& row, int column) const;
    RunNote noteOf(const RunRow& row) const;
    QString toolTip(const RunRow& row, int column) const;

    std::vector<RunRow> m_rows;
    QString m_baseline;
    QStringList m_overlaid;
    QHash<QString, QPixmap> m_swatches;
    const RunDifference* differenceOf(const RunRow& row) const;
    std::function<std::optional<RunDifference>(const QString&)> m_differences;
    mutable QHash<QString, std::optional<RunDifference>> m_known_differences;
    RunNotes m_notes;
};

}  // namespace priorscope
