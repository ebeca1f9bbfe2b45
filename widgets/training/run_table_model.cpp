#include "widgets/training/run_table_model.hpp"

#include <QApplication>
#include <QFileInfo>
#include <QFont>
#include <QLocale>
#include <algorithm>
#include <utility>

#include "core/model/ssd/ssd_family.hpp"
#include "widgets/components/text.hpp"
#include "widgets/session/layout_name.hpp"
#include "widgets/training/runs/run_note_book.hpp"

namespace priorscope {

QString priorsName(const DetectorSpec& spec) {
    const SsdBlock* ssd = findSsd(spec);
    return ssd == nullptr ? QStringLiteral("–") : layoutName(ssd->priors);
}

RunRow runRow(const RunOverview& record) {
    RunRow row;
    row.name = QString::fromStdString(record.name);
    row.folder = QString::fromStdString(record.folder.string());
    row.id = record.id;
    row.model = QString::fromStdString(record.spec.name);
    row.priors = priorsName(record.spec);
    row.batch_size = record.options.batch_size;
    row.accumulate = record.options.accumulate;
    row.learning_rate = record.options.learning_rate;
    row.started = QDateTime::fromString(QString::fromStdString(record.started), Qt::ISODate);
    row.summary = record.summary;
    row.problem = QString::fromStdString(record.failure);
    row.queued = record.queued;
    if (record.in_progress) {
        row.state = RunState::elsewhere;
    } else if (record.queued > 0) {
        row.state = RunState::queued;
    } else if (record.was_interrupted || !record.failure.empty()) {
        row.state = record.was_interrupted ? RunState::interrupted : RunState::failed;
    } else {
        row.state = row.summary.finished() ? RunState::finished : RunState::stopped;
    }
    return row;
}

void RunTableModel::setRuns(std::vector<RunRow> rows) {
    beginResetModel();
    m_rows = std::move(rows);
    m_known_differences.clear();
    endResetModel();
}

void RunTableModel::updateRun(const RunRow& row) {
    const int known = rowOf(row.folder);
    if (known < 0) {
        beginInsertRows({}, 0, 0);
        m_rows.insert(m_rows.begin(), row);
        endInsertRows();
    } else {
        m_rows[static_cast<std::size_t>(known)] = row;
        Q_EMIT dataChanged(index(known, 0), index(known, ColumnCount - 1));
    }
}

void RunTableModel::setBaseline(const QString& folder) {
    if (m_baseline != folder) {
        m_baseline = folder;
        if (!m_rows.empty()) {
            Q_EMIT dataChanged(index(0, NameColumn), index(rowCount() - 1, NameColumn));
        }
    }
}

void RunTableModel::setOverlaid(const QStringList& folders) {
    if (m_overlaid != folders) {
        m_overlaid = folders;
        if (!m_rows.empty()) {
            Q_EMIT dataChanged(index(0, NameColumn), index(rowCount() - 1, NameColumn));
        }
        Q_EMIT overlaidChanged();
    }
}

void RunTableModel::setOverlaid(const QString& folder, bool overlaid) {
    QStringList folders = m_overlaid;
    folders.removeAll(folder);
    if (overlaid) {
        folders << folder;
    }
    setOverlaid(folders);
}

void RunTableModel::setSwatches(const QHash<QString, QPixmap>& swatches) {
    m_swatches = swatches;
    if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0, NameColumn), index(rowCount() - 1, NameColumn), {Qt::DecorationRole});
    }
}

void RunTableModel::setDifferences(
    std::function<std::optional<RunDifference>(const QString& folder)> differences) {
    m_differences = std::move(differences);
    m_known_differences.clear();
    if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

void RunTableModel::setNotes(const RunNotes& notes) {
    m_notes = notes;
    if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

const RunDifference* RunTableModel::differenceOf(const RunRow& row) const {
    if (!m_differences) {
        return nullptr;
    }
    auto known = m_known_differences.find(row.folder);
    if (known == m_known_differences.end()) {
        known = m_known_differences.insert(row.folder, m_differences(row.folder));
    }
    return known->has_value() ? &**known : nullptr;
}

Qt::ItemFlags RunTableModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags all = QAbstractTableModel::flags(index);
    return index.column() == NameColumn ? all | Qt::ItemIsUserCheckable : all;
}

bool RunTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || index.column() != NameColumn || role != Qt::CheckStateRole) {
        return false;
    }
    setOverlaid(row(index.row()).folder, value.toInt() == Qt::Checked);
    return true;
}

void RunTableModel::renameRun(const QString& from, const QString& to) {
    if (const int known = rowOf(from); known >= 0) {
        RunRow& row = m_rows[static_cast<std::size_t>(known)];
        row.folder = to;
        row.name = QFileInfo(to).fileName();
        Q_EMIT dataChanged(index(known, 0), index(known, ColumnCount - 1));
    }
}

int RunTableModel::rowOf(const QString& folder) const {
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].folder == folder) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

int RunTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RunTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RunTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const RunRow& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
            return text(row, index.column());
        case SortRole:
            return sortValue(row, index.column());
        case FolderRole:
            return row.folder;
        case Qt::FontRole: {
            const RunDifference* difference = differenceOf(row);
            const bool differs =
                difference != nullptr && (index.column() == OthersColumn ||
                                          std::ranges::count(difference->columns, index.column()) > 0);
            if (!differs) {
                return {};
            }
            QFont bold = QApplication::font();
            bold.setBold(true);
            return bold;
        }
        case Qt::CheckStateRole:
            return index.column() != NameColumn      ? QVariant()
                   : m_overlaid.contains(row.folder) ? Qt::Checked
                                                     : Qt::Unchecked;
        case Qt::DecorationRole: {
            const auto swatch = m_swatches.constFind(row.folder);
            return index.column() == NameColumn && swatch != m_swatches.cend() ? QVariant(*swatch)
                                                                               : QVariant();
        }
        case Qt::ToolTipRole:
            return toolTip(row, index.column());
        case Qt::TextAlignmentRole:
            return index.column() >= BatchColumn && index.column() <= TimeColumn
                       ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                       : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
        default:
            return {};
    }
}

RunNote RunTableModel::noteOf(const RunRow& row) const {
    const auto found = m_notes.find(row.id);
    return row.id.empty() || found == m_notes.end() ? RunNote() : found->second;
}

QString RunTableModel::toolTip(const RunRow& row, int column) const {
    if (column == StateColumn && row.state == RunState::interrupted) {
        return tr(
            "Its process has ended without saving: resume it, and it goes on from its last "
            "checkpoint");
    }
    if (column == StateColumn && !row.problem.isEmpty()) {
        return row.problem;
    }
    if (const RunDifference* difference = differenceOf(row);
        column == MapColumn && difference != nullptr && !difference->obstacle.isEmpty()) {
        return tr("Not compared: %1.").arg(difference->obstacle);
    }
    const QString what =
        tr("%1\nstarted %2")
            .arg(row.folder, QLocale().toString(row.started.toLocalTime(), QLocale::ShortFormat));
    const RunNote note = noteOf(row);
    QStringList parts{what};
    for (const QString& part : {tagsText(note.tags), QString::fromStdString(note.text)}) {
        if (!part.isEmpty()) {
            parts << part;
        }
    }
    return parts.join(QStringLiteral("\n\n"));
}

QString RunTableModel::text(const RunRow& row, int column) const {
    const QString none = QStringLiteral("–");
    switch (column) {
        case NameColumn:
            return row.folder == m_baseline ? tr("%1, dashed").arg(row.name) : row.name;
        case ModelColumn:
            return row.model;
        case PriorsColumn:
            return row.priors;
        case BatchColumn:
            return row.accumulate > 1 ? tr("%1 × %2").arg(row.accumulate).arg(row.batch_size)
                                      : QLocale().toString(row.batch_size);
        case RateColumn:
            return QLocale().toString(row.learning_rate, 'g', 4);
        case StepsColumn:
            return countText(row.summary.steps);
        case LossColumn:
            return row.summary.loss ? figureText(*row.summary.loss, 2) : none;
        case MapColumn: {
            const RunDifference* difference = differenceOf(row);
            const QString figure = row.summary.best_map ? figureText(*row.summary.best_map) : none;
            return difference != nullptr && difference->before_map
                       ? tr("%1 → %2").arg(figureText(*difference->before_map), figure)
                       : figure;
        }
        case TimeColumn:
            return durationText(row.summary.elapsed_s);
        case StateColumn:
            switch (row.state) {
                case RunState::running:
                    return tr("running");
                case RunState::paused:
                    return tr("paused");
                case RunState::finished:
                    return tr("finished");
                case RunState::elsewhere:
                    return tr("in another process");
                case RunState::stopped:
                    return tr("stopped at step %1").arg(countText(row.summary.steps));
                case RunState::interrupted:
                    return tr("interrupted at step %1").arg(countText(row.summary.steps));
                case RunState::queued:
                    return tr("waits, number %1").arg(countText(row.queued));
                case RunState::failed:
                    return tr("failed at step %1").arg(countText(row.summary.steps));
            }
            return {};
        case OthersColumn: {
            const RunDifference* difference = differenceOf(row);
            return difference == nullptr ? QString() : difference->others;
        }
        case NotesColumn: {
            const RunNote note = noteOf(row);
            QStringList parts{tagsText(note.tags),
                              QString::fromStdString(note.text).section(QLatin1Char('\n'), 0, 0)};
            parts.removeAll(QString());
            return parts.join(QStringLiteral(" · "));
        }
        default:
            return {};
    }
}

QVariant RunTableModel::sortValue(const RunRow& row, int column) const {
    switch (column) {
        case NameColumn:
            return row.started;
        case BatchColumn:
            return row.batch_size * row.accumulate;
        case RateColumn:
            return row.learning_rate;
        case StepsColumn:
            return static_cast<qlonglong>(row.summary.steps);
        case LossColumn:
            return row.summary.loss.value_or(-1.0);
        case MapColumn:
            return row.summary.best_map.value_or(-1.0);
        case TimeColumn:
            return row.summary.elapsed_s;
        default:
            return text(row, column);
    }
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return section >= BatchColumn && section <= TimeColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                               : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole) {
        switch (section) {
            case LossColumn:
                return tr("Mean total loss of the last 50 steps");
            case MapColumn:
                return tr(
                    "Highest mean of the classes' 11-point average precision at IoU 0.5, on the validation "
                    "split");
            case TimeColumn:
                return tr("Training time, without pauses");
            case OthersColumn:
                return tr("In what else a run was told differently from the pinned one");
            case NotesColumn:
                return tr("What you write about the runs: Ctrl+Shift+T");
            default:
                return {};
        }
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case NameColumn:
            return tr("Run");
        case ModelColumn:
            return tr("Model");
        case PriorsColumn:
            return tr("Priors");
        case BatchColumn:
            return tr("Batch");
        case RateColumn:
            return tr("Rate");
        case StepsColumn:
            return tr("Steps");
        case LossColumn:
            return tr("Loss");
        case MapColumn:
            return tr("mAP@0.5 (VOC07)");
        case TimeColumn:
            return tr("Time");
        case StateColumn:
            return tr("State");
        case OthersColumn:
            return tr("Other differences");
        case NotesColumn:
            return tr("Tags and notes");
        default:
            return {};
    }
}

}  // namespace priorscope
