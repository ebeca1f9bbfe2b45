// The images as a table: what is in each.
#pragma once

#include <QAbstractTableModel>
#include <QTableView>
#include <memory>
#include <unordered_map>
#include <vector>

#include "widgets/session/workbench.hpp"

namespace priorscope {

/// The workbench's images in the order in which they are looked through. A row is worked out when it is
/// shown.
class ImageRowModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column {
        ImageColumn,
        VerifiedColumn,
        SizeColumn,
        ObjectsColumn,
        ClassesColumn,
        FindingsColumn,
        TagsColumn,
        ColumnCount
    };
    static constexpr int kImageRole = Qt::UserRole + 1;  ///< index into Dataset::images

    explicit ImageRowModel(Workbench& workbench, QObject* parent = nullptr);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// -1 if the image is not listed.
    int rowOf(int image) const;

  private:
    void reset();
    void refresh();
    QString text(std::size_t image, int column) const;
    QString classesText(int image, const ImageRow& record) const;
    QString marksText(const char* kind, std::size_t image) const;

    Workbench& m_workbench;
    std::shared_ptr<const Dataset> m_dataset;
    std::vector<std::size_t> m_images;
    std::unordered_map<std::size_t, int> m_rows;  ///< image → row
};

/// Current row and current image follow each other. Enter or a double-click opens it.
class ImageTableView : public QTableView {
    Q_OBJECT

  public:
    explicit ImageTableView(Workbench& workbench, QWidget* parent = nullptr);

  Q_SIGNALS:
    void opened();

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

  private:
    void followCurrent();
    void hideEmpty();

    Workbench& m_workbench;
    ImageRowModel* m_model = nullptr;
    bool m_following = false;
};

}  // namespace priorscope
