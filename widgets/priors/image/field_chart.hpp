// The receptive field of each feature map, beside the sizes of its priors.
#pragma once

#include <QWidget>
#include <string>
#include <vector>

#include "core/model/ssd/receptive_field.hpp"
#include "core/priors/prior_config.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

/// One row per map: a bar from the smallest to the largest side of its priors, ○ the effective and ● the
/// theoretical receptive field; ▽ if priors exceed the latter. Computed when first shown, and again for
/// another backbone or input size.
class FieldChart : public QWidget {
    Q_OBJECT

  public:
    FieldChart(const Theme& theme, JobList* jobs, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// @param backbone  empty: the layout fits no known backbone
    void setLayout(const PriorConfig& config, const std::string& backbone);
    bool isRunning() const { return m_runner.isRunning(); }

    struct Row {
        QString name;
        double smallest = 0.0;  ///< pixels of the input; 0 if the map is off
        double largest = 0.0;
        ReceptiveField field{};
        bool isOutgrown() const { return largest > field.theoretical; }
    };
    /// Empty until computed.
    const std::vector<Row>& rows() const { return m_rows; }
    QSize sizeHint() const override { return {320, 170}; }

  Q_SIGNALS:
    void changed();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool event(QEvent* event) override;

  private:
    /// What the fields depend on.
    struct Subject {
        std::string backbone;
        int input_size = 0;
        bool operator==(const Subject&) const = default;
    };

    void compute();
    void fillRows();
    void paintRow(QPainter& painter, const Row& row, int index, double longest) const;
    QRectF rowRect(int index) const;
    QString describe(const Row& row) const;

    Theme m_theme;
    PriorConfig m_config;
    std::string m_backbone;
    Subject m_known;  ///< that m_fields belongs to, or is being computed for
    QString m_problem;
    std::vector<ReceptiveField> m_fields;
    std::vector<Row> m_rows;
    JobRunner m_runner;
};

}  // namespace priorscope
