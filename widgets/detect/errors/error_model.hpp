// The errors behind a count as a list of crops.
#pragma once

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>
#include <memory>
#include <vector>

#include "core/evaluation/rescoring/error_items.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

class Workbench;
struct LiveCounted;

class ErrorModel : public QAbstractListModel {
    Q_OBJECT

  public:
    explicit ErrorModel(Workbench& workbench, QObject* parent = nullptr);

    /// @param counted  what the items belong to; null: none
    /// @param most     rows beyond it are left out
    void setItems(const std::shared_ptr<const LiveCounted>& counted, std::vector<ErrorItem> items,
                  std::size_t most = SIZE_MAX);
    const ErrorItem& item(int row) const { return m_items[static_cast<std::size_t>(row)]; }
    const std::shared_ptr<const LiveCounted>& counted() const { return m_counted; }
    /// Index into the dataset's images.
    int imageOf(int row) const;
    /// Row of an item; -1: it is not in the list.
    int rowOf(const ErrorItem& item) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    /// DisplayRole: "sofa 0.81". ToolTipRole and AccessibleTextRole say more.
    QVariant data(const QModelIndex& index, int role) const override;
    /// "IoU 0.45", "is cow": what is wrong with it.
    QString remark(int row) const;
    /// Name of a detector's or the dataset's class.
    QString className(int label) const;

  private:
    Workbench& m_workbench;
    std::shared_ptr<const LiveCounted> m_counted;
    std::vector<ErrorItem> m_items;
};

/// "Suppressed by NMS"
QString reasonName(MissedReason reason);
/// The meaning of the reason, as a sentence.
QString reasonMeaning(MissedReason reason);

/// Crops in rows; a click makes an error the current one.
class ErrorGallery : public QListView {
    Q_OBJECT

  public:
    ErrorGallery(Workbench& workbench, const Theme& theme, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    ErrorModel* errors() const { return m_model; }
    /// Size of a crop with its caption, pixels.
    void setCell(const QSize& cell);
    /// The error that is looked at: outlined where it is in the list.
    void setCurrentItem(const std::optional<ErrorItem>& item);

  Q_SIGNALS:
    void chosen(const priorscope::ErrorItem& item);

  protected:
    void scrollContentsBy(int dx, int dy) override;

  private:
    Workbench& m_workbench;
    ErrorModel* m_model = nullptr;
    QStyledItemDelegate* m_delegate = nullptr;
};

}  // namespace priorscope
