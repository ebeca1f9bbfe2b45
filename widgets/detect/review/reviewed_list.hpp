// Everything that was reviewed in the open dataset, and what the present detector makes of it.
#pragma once

#include <optional>
#include <vector>

#include "core/evaluation/rescoring/revisited.hpp"
#include "widgets/detect/errors/crop_gallery.hpp"
#include "widgets/detect/split/live_scores.hpp"

namespace priorscope {

class Reviews;

class ReviewedModel : public CropModel {
    Q_OBJECT

  public:
    /// Which reviews are shown.
    enum Shown { all, model_wrong, label_wrong, unsure, still_wrong, mended };

    /// @param reviews  must outlive it
    ReviewedModel(Workbench& workbench, Reviews& reviews, QObject* parent = nullptr);

    /// @param counted, curves  of the evaluated split; null: nothing is known of the present detector
    void setScores(const std::shared_ptr<const LiveCounted>& counted,
                   const std::shared_ptr<const LiveCurves>& curves);
    void setShown(Shown shown);
    /// Reads the reviews anew.
    void refresh();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    CropItem crop(int row) const override;
    int imageOf(int row) const override { return m_rows[static_cast<std::size_t>(row)].image; }

    /// Index into Reviews::all().
    std::size_t reviewOf(int row) const { return m_rows[static_cast<std::size_t>(row)].review; }
    /// None: the image is not in the evaluated split.
    const std::optional<Fate>& fateOf(int row) const { return m_rows[static_cast<std::size_t>(row)].fate; }

    struct Counts {
        int reviewed = 0;
        int still_wrong = 0;
        int mended = 0;  ///< gone, right or found
    };
    /// Of all reviews of the dataset.
    const Counts& counts() const { return m_counts; }

  private:
    struct Row {
        std::size_t review = 0;
        int image = -1;  ///< index into the dataset's images
        std::optional<Fate> fate{};
    };
    std::vector<Row> rowsOfDataset() const;
    void visit(std::vector<Row>& rows) const;
    bool isShown(const Row& row) const;
    QString remark(const Row& row) const;

    Reviews& m_reviews;
    std::shared_ptr<const LiveCounted> m_counted;
    std::shared_ptr<const LiveCurves> m_curves;
    Shown m_shown = all;
    Counts m_counts;
    std::vector<Row> m_rows;
};

}  // namespace priorscope
