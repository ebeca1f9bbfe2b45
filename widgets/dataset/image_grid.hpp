// The filtered images as thumbnails with their boxes.
#pragma once

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>

#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

/// One row per image of Workbench::browsed(). Reading ThumbnailRole requests the picture, so only painted
/// thumbnails are loaded.
class ImageListModel : public QAbstractListModel {
    Q_OBJECT

  public:
    enum Role {
        ImageRole = Qt::UserRole + 1,  ///< index into Dataset::images
        ThumbnailRole,                 ///< QImage; null until loaded
        ProblemRole,                   ///< why there is no thumbnail
        CountRole,                     ///< number of objects shown
        VerifiedRole,                  ///< bool
    };

    explicit ImageListModel(Workbench& workbench, QObject* parent = nullptr);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    /// Invalid if the image is not listed.
    QModelIndex indexOf(int image) const;

  private:
    void reset();
    void announce(int image);

    Workbench& m_workbench;
    std::shared_ptr<const Dataset> m_dataset;
    std::vector<std::size_t> m_images;
    QHash<int, int> m_rows;  ///< image → row
};

class ThumbnailDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    explicit ThumbnailDelegate(const Workbench& workbench, QObject* parent = nullptr);
    void setTheme(const Theme& theme) { m_theme = theme; }
    void setCell(const QSize& cell) { m_cell = cell; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

  private:
    void paintPicture(QPainter& painter, const QRectF& area, const QModelIndex& index, bool is_current) const;

    const Workbench& m_workbench;
    Theme m_theme;
    QSize m_cell{144, 128};
};

/// Cells fill the width; current item and current image follow each other. Enter or a double-click opens it.
class ImageGrid : public QListView {
    Q_OBJECT

  public:
    ImageGrid(Workbench& workbench, const Theme& theme, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// @param width  minimum width of a cell, pixels
    void setCellWidth(int width);
    /// Why no image is shown; empty: some are, or no dataset is open.
    QString emptyReason() const;

  Q_SIGNALS:
    void opened();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

  private:
    void layOut();
    void followCurrent();

    Workbench& m_workbench;
    ImageListModel* m_model = nullptr;
    ThumbnailDelegate* m_delegate = nullptr;
    Theme m_theme;
    int m_cell_width = 144;
    bool m_following = false;
};

}  // namespace priorscope
