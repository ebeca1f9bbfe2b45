// The figures and the pictures of a comparison.
#pragma once

#include <QAbstractTableModel>
#include <functional>
#include <memory>
#include <vector>

#include "widgets/detect/compare/split_comparison.hpp"
#include "widgets/detect/errors/crop_gallery.hpp"

namespace priorscope {

/// Average precision of every class before and after; below them the counts of the whole split.
class ComparedTableModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { NameColumn, BeforeColumn, AfterColumn, DifferenceColumn, IntervalColumn, ColumnCount };
    enum Role { SortRole = Qt::UserRole + 1, LabelRole };

    using QAbstractTableModel::QAbstractTableModel;
    /// @param comparison  null: no rows
    void setComparison(const std::shared_ptr<const SplitComparison>& comparison,
                       std::function<QColor(int)> color_of);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    struct Row {
        QString name;
        int label = 0;  ///< 0: not of one class
        bool is_count = false;
        std::optional<double> before{};
        std::optional<double> after{};
        std::optional<double> difference{};
        QString interval{};
        QString meaning{};
    };
    void addClasses(const SplitComparison& comparison);
    void addCounts(const SplitComparison& comparison);
    QString text(const Row& row, int column) const;

    std::vector<Row> m_rows;
    std::function<QColor(int)> m_color_of;
};

/// "[0.012, 0.050]"
QString intervalText(const std::optional<ConfidenceInterval>& interval);
/// "+0.031"
QString differenceText(double difference);

class ComparedModel : public CropModel {
    Q_OBJECT

  public:
    using CropModel::CropModel;
    /// @param comparison  null: no rows
    void setComparison(const std::shared_ptr<const SplitComparison>& comparison, ComparedKind kind);
    const ComparedItem& item(int row) const { return m_items[static_cast<std::size_t>(row)]; }
    const std::shared_ptr<const SplitComparison>& comparison() const { return m_comparison; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    CropItem crop(int row) const override;
    int imageOf(int row) const override;

  private:
    const TruthBox* objectOf(const ComparedItem& item) const;

    std::shared_ptr<const SplitComparison> m_comparison;
    ComparedKind m_kind = ComparedKind::lost;
    std::vector<ComparedItem> m_items;
};

}  // namespace priorscope
