// The cost of a layout, before and after.
#pragma once

#include <QComboBox>
#include <string>
#include <vector>

#include "core/priors/prior_config.hpp"
#include "widgets/priors/coverage/figure_rows.hpp"

namespace priorscope {

/// Priors, priors per cell, and the parameters and multiply-adds of the heads of a model whose maps match.
class CostTable : public FigureRows {
    Q_OBJECT

  public:
    explicit CostTable(const Theme& theme, QWidget* parent = nullptr);
    void setLayouts(const PriorConfig& baseline, const PriorConfig& config);
    /// @param classes  without background
    void setClassCount(int classes);
    /// The detector preset to compute the cost for, if it fits the layout.
    void setModel(const QString& preset);
    /// Detectors that fit the layout; the cost is that of the selected one's heads.
    QComboBox* modelBox() const { return m_models; }
    /// Of the model whose heads are counted; empty if none fits.
    std::string backbone() const;

    enum Row { kPriors, kParameters, kMultiplyAdds };
    /// "4 6 6 6 4 4", or "4 6 6 6 4 4 → 3 8 8 8 8 8"
    QString perCell() const { return m_per_cell->text(); }

  Q_SIGNALS:
    void modelChosen(const QString& preset);

  private:
    struct Model {
        QString name;
        std::string backbone;
        std::string priors;  ///< name of its own layout
    };

    void fillModels();
    const Model* modelFor(const PriorConfig& config) const;
    void refresh();

    std::vector<Model> m_known;
    FigureLabel* m_per_cell = nullptr;
    QComboBox* m_models = nullptr;
    QString m_wanted;
    PriorConfig m_baseline;
    PriorConfig m_config;
    int m_classes = 20;  ///< VOC's, until a dataset is open
};

/// "3.34 M": three digits and an SI prefix.
QString compactText(double value);

}  // namespace priorscope
