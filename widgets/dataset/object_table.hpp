// The table of an image's objects.
#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <optional>
#include <vector>

#include "core/image/image.hpp"
#include "core/priors/coverage/coverage.hpp"
#include "core/priors/prior_config.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {

/// The objects of the current image, with their sizes and their best overlap with the priors of the run being
/// planned.
class ObjectTableModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { ObjectColumn, SizeColumn, InputColumn, IouColumn, ColumnCount };
    enum Role { LabelRole = Qt::UserRole + 1, SortRole };

    explicit ObjectTableModel(Workbench& workbench, QObject* parent = nullptr);
    /// The network's view of the objects.
    /// @param input_size  side of the network's input, pixels
    void setInput(int input_size, ResizeMode resize);
    void setTheme(const Theme& theme);
    /// @param best  one entry per object of the current image;
    ///              none for an object that lies outside the image.
    ///              Empty as long as the best priors are not known
    /// @param priors  that it refers to
    void setBest(std::vector<std::optional<BestPrior>> best, const PriorConfig& priors);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    void reset();
    QString text(std::size_t object, int column) const;
    QString inputSizeText(const Box& box) const;  ///< box: in fractions of the input
    QString priorText(std::size_t object) const;
    bool isUncovered(std::size_t object) const;

    Workbench& m_workbench;
    Theme m_theme;
    int m_input_size = 300;
    ResizeMode m_resize = ResizeMode::stretch;
    std::shared_ptr<const Dataset> m_dataset;
    int m_image = -1;
    std::vector<std::optional<BestPrior>> m_best;
    PriorConfig m_priors;
};

}  // namespace priorscope
