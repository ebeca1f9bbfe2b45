// The errors behind a count as a list of crops.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/evaluation/rescoring/error_items.hpp"
#include "widgets/detect/errors/crop_gallery.hpp"
#include "widgets/detect/errors/error_list.hpp"

namespace priorscope {

struct EvaluatedSplit;
struct LiveCounted;

class ErrorModel : public CropModel {
    Q_OBJECT

  public:
    explicit ErrorModel(Workbench& workbench, QObject* parent = nullptr);

    /// @param counted  what the items belong to; null: none
    void setList(const std::shared_ptr<const LiveCounted>& counted, ErrorList list);
    const ErrorItem& item(int row) const { return m_list.items[static_cast<std::size_t>(row)]; }
    const std::vector<ErrorItem>& items() const { return m_list.items; }
    const std::shared_ptr<const LiveCounted>& counted() const { return m_counted; }
    int imageOf(int row) const override;
    /// Row of an item; -1: it is not in the list.
    int rowOf(const ErrorItem& item) const;
    /// The letter in the corner of an error's crop.
    void setMarks(std::function<QString(const EvaluatedSplit&, const ErrorItem&)> mark);
    /// The error that is looked at.
    void setCurrentItem(const std::optional<ErrorItem>& item);

    int rowCount(const QModelIndex& parent = {}) const override;
    /// DisplayRole: "sofa 0.81". ToolTipRole and AccessibleTextRole say more.
    QVariant data(const QModelIndex& index, int role) const override;
    CropItem crop(int row) const override;
    /// "IoU 0.45", "is cow": what is wrong with it; or what the list is sorted by: "cost 0.31".
    QString remark(int row) const;
    /// Name of a detector's or the dataset's class.
    QString className(int label) const;

  private:
    QString rankText(int row) const;

    std::shared_ptr<const LiveCounted> m_counted;
    ErrorList m_list;
    std::function<QString(const EvaluatedSplit&, const ErrorItem&)> m_mark;
    std::optional<ErrorItem> m_current;
};

/// "Suppressed by NMS"
QString reasonName(MissedReason reason);
/// The meaning of the reason, as a sentence.
QString reasonMeaning(MissedReason reason);

/// A click makes an error the current one.
class ErrorGallery : public CropGallery {
    Q_OBJECT

  public:
    ErrorGallery(Workbench& workbench, const Theme& theme, QWidget* parent = nullptr);
    ErrorModel* errors() const { return m_model; }
    /// The error that is looked at: outlined where it is in the list.
    void setCurrentItem(const std::optional<ErrorItem>& item);

  Q_SIGNALS:
    void chosen(const priorscope::ErrorItem& item);

  private:
    ErrorGallery(ErrorModel* model, const Theme& theme, QWidget* parent);

    ErrorModel* m_model;
};

}  // namespace priorscope
