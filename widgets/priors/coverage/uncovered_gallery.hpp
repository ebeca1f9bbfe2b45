// Crops of the objects that no prior covers, worst first.
#pragma once

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>

#include "widgets/priors/coverage/coverage_service.hpp"

namespace priorscope {

class UncoveredModel : public QAbstractListModel {
    Q_OBJECT

  public:
    enum Role { ImageRole = Qt::UserRole + 1, ObjectRole, LabelRole, IouRole, ThumbnailRole, MissingRole };
    static constexpr int kMaxRows = 400;  ///< nobody looks through more

    explicit UncoveredModel(Workbench& workbench, QObject* parent = nullptr);
    /// @param objects  indices into the view's objects, in display order
    /// @param label    show only this class; 0: all
    void setView(const CoverageViewPtr& view, const std::vector<std::size_t>& objects, int label);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

  private:
    struct Row {
        int image = -1;
        int object = -1;
        int label = 0;
        float iou = 0.0F;
        bool operator==(const Row&) const = default;
    };
    Workbench& m_workbench;
    std::shared_ptr<const Dataset> m_dataset;
    std::vector<Row> m_rows;
};

/// How many of the objects belong to a class; 0: all of them.
std::int64_t countOfClass(const CoverageViewPtr& view, const std::vector<std::size_t>& objects, int label);

/// One row of crops; a click makes its image and object the current ones.
class UncoveredGallery : public QListView {
    Q_OBJECT

  public:
    UncoveredGallery(Workbench& workbench, const Theme& theme, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    UncoveredModel* uncovered() const { return m_model; }
    QSize sizeHint() const override { return {400, 104}; }

  private:
    UncoveredModel* m_model = nullptr;
    QStyledItemDelegate* m_delegate = nullptr;
};

}  // namespace priorscope
