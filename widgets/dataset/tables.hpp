// Tables of the dataset workspace: findings, and the objects of an image.
#pragma once

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <memory>
#include <vector>

#include "core/priors/coverage/coverage.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {

/// In words, for people.
QString issueTitle(IssueKind kind);

/// What was found wrong with a dataset.
class IssueTableModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { FindingColumn, FileColumn, LineColumn, ObjectColumn, DetailColumn, ColumnCount };
    enum Role {
        KindRole = Qt::UserRole + 1,
        ImageRole,   ///< index, -1 where the image is left out
        ObjectRole,  ///< index of the object within the image, -1 where the finding is of none that is kept
        SortRole
    };

    explicit IssueTableModel(QObject* parent = nullptr);
    /// @param issues  of the dataset: those of reading, or more
    void setDataset(std::shared_ptr<const Dataset> dataset, std::vector<DatasetIssue> issues);
    const DatasetIssue& issue(int row) const { return m_issues[static_cast<std::size_t>(row)]; }
    void setTheme(const Theme& theme);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Kinds that occur, with their number.
    std::vector<std::pair<IssueKind, int>> kinds() const;

  private:
    int objectOf(std::size_t row) const;

    std::shared_ptr<const Dataset> m_dataset;
    std::vector<DatasetIssue> m_issues;
    std::vector<int> m_images;  ///< of each issue
    QIcon m_mark;
};

class IssueProxyModel : public QSortFilterProxyModel {
    Q_OBJECT

  public:
    explicit IssueProxyModel(QObject* parent = nullptr);
    /// @param kinds  those that are shown
    void setKinds(std::vector<IssueKind> kinds);

  protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

  private:
    std::vector<IssueKind> m_kinds;
};

/// The objects of the current image, with their size and the best overlap that the current priors give.
class ObjectTableModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { ObjectColumn, SizeColumn, InputColumn, IouColumn, ColumnCount };
    enum Role { LabelRole = Qt::UserRole + 1, SortRole };

    explicit ObjectTableModel(Workbench& workbench, QObject* parent = nullptr);
    /// @param input_size  pixels, the side of the network's input
    void setInputSize(int input_size);
    void setTheme(const Theme& theme);
    /// @param best  one for each object of the current image, none for those outside it; empty while it is
    /// not
    ///              known
    void setBest(std::vector<std::optional<BestPrior>> best);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    void reset();
    QString text(std::size_t object, int column) const;
    bool isUncovered(std::size_t object) const;

    Workbench& m_workbench;
    Theme m_theme;
    int m_input_size = 300;
    std::shared_ptr<const Dataset> m_dataset;
    int m_image = -1;
    std::vector<std::optional<BestPrior>> m_best;
};

}  // namespace priorscope
