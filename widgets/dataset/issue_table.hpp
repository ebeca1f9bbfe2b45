// The table of problems found in a dataset.
#pragma once

#include <QAbstractTableModel>
#include <QIcon>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/dataset/found_images.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

/// Human-readable name of a kind of finding.
QString issueTitle(IssueKind kind);
/// Whether there may be thousands of the kind, which would bury the others.
bool isOfMany(IssueKind kind);
/// The same as issueTitle() for issueKindName(); other names as they are.
QString findingTitle(const std::string& name);

/// The problems found in a dataset.
class IssueTableModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { FindingColumn, FileColumn, LineColumn, ObjectColumn, DetailColumn, ColumnCount };
    enum Role {
        KindRole = Qt::UserRole + 1,
        ImageRole,   ///< index; -1 if the image is left out of the dataset
        ObjectRole,  ///< object index within the image; -1 if the finding concerns no object that is kept
        SortRole
    };

    explicit IssueTableModel(QObject* parent = nullptr);
    /// @param issues  of the dataset: those found while reading it, or more
    /// @param found   images of findings that are not told one by one
    void setDataset(std::shared_ptr<const Dataset> dataset, std::vector<DatasetIssue> issues,
                    FoundImages found = {});
    const DatasetIssue& issue(int row) const { return m_issues[static_cast<std::size_t>(row)]; }
    void setTheme(const Theme& theme);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// The kinds that occur, with their counts.
    std::vector<std::pair<IssueKind, int>> kinds() const;
    /// The images that have findings, by issueKindName(): [images].
    /// @param others  of kinds that do not occur
    std::map<std::string, std::vector<bool>> marks(
        std::map<std::string, std::vector<bool>> others = {}) const;

  private:
    int objectOf(std::size_t row) const;

    std::shared_ptr<const Dataset> m_dataset;
    std::vector<DatasetIssue> m_issues;
    FoundImages m_found;
    std::vector<int> m_images;  ///< image index of each issue
    QIcon m_mark;
};

class IssueProxyModel : public QSortFilterProxyModel {
    Q_OBJECT

  public:
    explicit IssueProxyModel(QObject* parent = nullptr);
    /// @param kinds  the kinds to show
    void setKinds(std::vector<IssueKind> kinds);

  protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

  private:
    std::vector<IssueKind> m_kinds;
};

/// Sentences end in …, unlike names, which are shortened in the middle.
class SentenceDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    using QStyledItemDelegate::QStyledItemDelegate;

  protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

}  // namespace priorscope
